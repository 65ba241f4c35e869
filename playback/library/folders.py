"""The folders that may be imported from, and asking for their import."""

import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from catalog.library.entries import path_key
from catalog.models import LibraryFolder
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.services import job_queue

PLAN, IMPORT = "plan_library", "import_library"


def allowed_roots() -> list[Path]:
    """The folders of ``LIBRARY_DIRS``, links followed."""
    return [Path(text).expanduser().resolve() for text in settings.LIBRARY_DIRS]


def path_check(text: str, *, is_trusted: bool = False) -> Path:
    """The real path of a folder that may be imported from.

    Who can run commands on the machine is trusted with any folder; pages of the admin are not. Raises ``UserError``.
    """
    path = Path(text.strip()).expanduser()
    if not path.is_absolute() or "\0" in text:
        raise UserError(gettext("%(path)s: give the whole path of a folder.") % {"path": text[:200]})
    try:
        os.fsencode(path).decode()
        path = path.resolve()
    except (UnicodeError, OSError, RuntimeError) as error:
        raise UserError(gettext("%(path)s: not a path that can be read.") % {"path": ascii(text[:200])}) from error
    if not is_trusted:
        _root_check(path)
    if not path.is_dir():
        raise UserError(gettext("%(path)s: there is no such folder.") % {"path": path})
    if Path(settings.DATA).resolve() in (path, *path.parents):
        raise UserError(gettext("%(path)s: the site's own data is not imported.") % {"path": path})
    return path


def _root_check(path: Path) -> None:
    roots = allowed_roots()
    if not roots:
        raise UserError(gettext("No folder may be imported from: name them in TRENDFLIX_LIBRARY_DIRS."))
    if not any(path.is_relative_to(root) for root in roots):
        named = ", ".join(map(str, roots))
        raise UserError(gettext("%(path)s: not below %(roots)s.") % {"path": path, "roots": named})


def folder_get_or_create(text: str, mode: str = "", *, is_trusted: bool = False) -> LibraryFolder:
    """The row of a folder, made when there is none; ``mode`` says what becomes of its film files from now on."""
    path = path_check(text, is_trusted=is_trusted)
    folder, _ = LibraryFolder.objects.get_or_create(key=path_key(path), defaults={"path": str(path)})
    if mode and folder.mode != mode:
        folder.mode = mode
        folder.save(update_fields=["mode"])
    return folder


def folder_queue(folder: LibraryFolder, *, dry_run: bool) -> Job:
    """Enqueue the import of a folder, or the plan of it, which changes nothing."""
    return job_queue(PLAN if dry_run else IMPORT, folder.pk)
