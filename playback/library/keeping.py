"""Keeps a film file of a library: copied, hard-linked, or left where it is behind a symbolic link.

What is removed later is our copy or our link, so a file that is left in place is never deleted or moved.
"""

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from catalog.models import LibraryFolder
from playback.services.ingest import Film, film_copy
from trendflix.core.errors import UserError
from trendflix.jobs.progress import Progress, silent

Mode = LibraryFolder.Mode


@contextmanager
def film_kept(film: Film, mode: str, progress: Progress = silent) -> Iterator[Path]:
    """A file in the site's data that is the film, gone afterwards unless it was renamed. Raises ``UserError``."""
    if mode == Mode.COPY:
        with film_copy(film, progress) as copy:
            yield copy
        return
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / f"{uuid.uuid4().hex}.link"
    _link(film, link, mode)
    try:
        yield link
    finally:
        link.unlink(missing_ok=True)


def _link(film: Film, link: Path, mode: str) -> None:
    source = film.source.resolve()
    try:
        if mode == Mode.HARD:
            os.link(source, link)
        else:
            link.symlink_to(source)
    except OSError as error:
        if error.errno in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP):
            told = gettext(
                "%(name)s: cannot be hard-linked to the site's disk (%(reason)s); copy it or leave it in place."
            )
        else:
            told = gettext("%(name)s: it cannot be kept (%(reason)s).")
        raise UserError(told % {"name": film.name, "reason": error.strerror}) from error
