"""Files that no row names: each app registers a collector in ``AppConfig.ready`` that finds its own.

Nothing younger than ``MIN_AGE_SECONDS`` is removed: an upload, a packaging or an import writes its files first and the
row that names them afterwards.
"""

import logging
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)
MIN_AGE_SECONDS = 86_400.0
Collector = Callable[[], Iterable[Path]]
"""Yields files and folders that no row names, of any age; a folder is removed with all that is in it."""
_collectors: dict[str, Collector] = {}


@dataclass(frozen=True, slots=True)
class Garbage:
    """A file or folder that no row names."""

    collector: str
    path: Path
    size: int


def register_collector(name: str, collector: Collector) -> None:
    """Add the collector of some of an app's files."""
    _collectors[name] = collector


def garbage_find(min_age: float = MIN_AGE_SECONDS) -> Iterator[Garbage]:
    """What no row names and nothing has written to for ``min_age`` seconds; sizes in bytes."""
    before = time.time() - min_age
    for name, collector in _collectors.items():
        for path in collector():
            if _is_inside(path) and (size := _size_if_old(path, before)) is not None:
                yield Garbage(name, path, size)


def garbage_remove(min_age: float = MIN_AGE_SECONDS) -> list[Garbage]:
    """Remove it; what cannot be removed is logged and left for the next time. Returns what was removed."""
    return [one for one in garbage_find(min_age) if _remove(one.path, time.time() - min_age)]


def children(folder: Path) -> list[Path]:
    """What lies in a folder, in order; nothing where there is no such folder."""
    with suppress(FileNotFoundError, NotADirectoryError):
        return sorted(folder.iterdir())
    return []


def _remove(path: Path, before: float) -> bool:
    try:
        if _size_if_old(path, before) is None:  # somebody has begun to use it since it was found
            return False
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except OSError as error:
        log.warning("%s cannot be removed: %s", path, error)
        return False
    return True


def _is_inside(path: Path) -> bool:
    """Whether a path lies in the data folder: a collector's mistake must not reach further."""
    roots = (Path(settings.DATA), Path(settings.MEDIA_ROOT), Path(settings.FILE_UPLOAD_TEMP_DIR))
    return any(path != root and path.resolve().is_relative_to(root.resolve()) for root in roots)


def _size_if_old(path: Path, before: float) -> int | None:
    """Bytes of a file or of all in a folder; ``None`` where any of it is younger, or it is gone."""
    total = 0
    try:
        for one in (path, *path.rglob("*")) if path.is_dir() and not path.is_symlink() else (path,):
            known = one.lstat()
            if known.st_mtime >= before:
                return None
            total += 0 if one.is_dir() else known.st_size
    except OSError:
        return None
    return total
