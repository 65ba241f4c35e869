"""Who on the machine may read the data folder; folders for one piece of work; files that change whole."""

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

SENT_BY_NGINX = ("media", "static")
"""What another user, nginx's, reads where it sends the films."""


def data_folder_protect(data: Path, *, is_shared: bool) -> None:
    """Close the data folder to other users, and have this process make files that only its user reads.

    ``is_shared``: nginx sends films and static files. Then others may pass through the folder (mode 711) to ``media``
    and ``static``, and what else lies in it is closed one by one; otherwise the folder itself is closed (700).
    A folder that is another user's, or where everybody may write (``/tmp``), is left as it is.
    """
    os.umask(0o022 if is_shared else 0o077)
    with suppress(OSError):
        known = data.stat()
        if known.st_uid != os.getuid() or known.st_mode & stat.S_ISVTX:
            return
        _close(data, 0o711 if is_shared else 0o700)
        for child in data.iterdir():
            if child.name not in SENT_BY_NGINX and not child.is_symlink():
                _close(child, 0o700 if child.is_dir() else 0o600)


def _close(path: Path, mode: int) -> None:
    """Set a mode; a file that went meanwhile, or is another user's, is left."""
    with suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) != mode:
            path.chmod(mode)


def work_folder(prefix: str) -> TemporaryDirectory[str]:
    """A folder for one piece of work, removed with it; what a killed process leaves, the sweep of uploads removes."""
    return TemporaryDirectory(prefix=prefix, suffix=".upload", dir=settings.FILE_UPLOAD_TEMP_DIR)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path beside another, in a folder that is made: what is written there takes the other's place at the end.

    Readers see the old file or the new one, never a part, and of several writers the last one counts. After a fault
    the old file stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        yield scratch
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
