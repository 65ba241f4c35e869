"""Feeds that lie on the server's own disk, below ``FEED_FOLDER`` and nowhere else."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from trendflix.core.errors import UserError

IGNORED = (".part", ".tmp", ".crdownload", ".filepart", ".swp", "~")
"""Ends of the names of files that somebody is still writing."""


def file_at(location: str) -> Path:
    """The file at a location. Raises ``UserError`` where it is none, or lies outside of the folder for feeds."""
    found = _place(location)
    if not found.is_file():
        raise UserError(gettext("%(path)s: there is no such feed.") % {"path": location})
    return found


def newest_in(location: str) -> Path:
    """The file of a folder that was written last; hidden files and unfinished ones do not count."""
    folder = _place(location)
    if not folder.is_dir():
        raise UserError(gettext("%(path)s: there is no such folder.") % {"path": location})
    files = [path for path in folder.iterdir() if path.is_file() and _is_finished(path) and _is_inside(path.resolve())]
    if not files:
        raise UserError(gettext("%(path)s: the folder holds no feed.") % {"path": location})
    return max(files, key=lambda path: (path.stat().st_mtime_ns, path.name))


def location_check(location: str) -> None:
    """Raise ``UserError`` for a location outside of the folder for feeds."""
    _place(location)


def fingerprint_of(path: Path) -> str:
    """Changes when another file, or another version of it, lies there; costs no reading."""
    found = path.stat()
    return f"{path.name}:{found.st_size}:{found.st_mtime_ns}"


def _place(location: str) -> Path:
    try:
        found = (settings.FEED_FOLDER / location.strip()).resolve()
        is_inside = "\0" not in location and _is_inside(found)
    except (OSError, ValueError):
        is_inside = False
    if not is_inside:
        raise UserError(
            gettext("%(path)s: lies outside of the folder for feeds, %(folder)s.")
            % {"path": location.replace("\0", "")[:200], "folder": settings.FEED_FOLDER}
        )
    return found


def _is_inside(path: Path) -> bool:
    return path.is_relative_to(Path(settings.FEED_FOLDER).resolve())


def _is_finished(path: Path) -> bool:
    return not path.name.startswith(".") and not path.name.lower().endswith(IGNORED)
