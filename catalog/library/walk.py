"""Walks a folder: links never lead out of it, loops end, and what cannot be read is told."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext

from catalog.library.entries import DISCS, IGNORED_FOLDERS, Entry, Trouble
from trendflix.core.errors import UserError

MAX_DEPTH = 16
MAX_FILES = 1_000_000


@dataclass(slots=True)
class Folder:
    """What lies in one folder, in order of names."""

    path: Path
    files: list[Entry] = field(default_factory=list)
    folders: list["Folder"] = field(default_factory=list)

    def all_files(self) -> Iterator[Entry]:
        """Its files and those of the folders below it."""
        yield from self.files
        for folder in self.folders:
            yield from folder.all_files()


@dataclass(slots=True)
class Walk:
    """A walk over a folder: what was found, and what could not be looked at."""

    root: Path
    troubles: list[Trouble] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    count: int = 0

    def folder(self, path: Path, depth: int = 0) -> Folder:
        """A folder with all below it. Raises ``UserError`` where there are more files than one import takes."""
        found = Folder(path)
        try:
            with os.scandir(path) as listed:
                names = sorted(listed, key=lambda one: (one.is_symlink(), os.fsencode(one.name)))
        except OSError as error:
            self._trouble(path, gettext("the folder cannot be read (%(reason)s)") % {"reason": error.strerror})
            return found
        if any(one.name in (".ignore", ".nomedia") for one in names):
            self._trouble(path, gettext("the folder asks to be ignored"), is_error=False)
            return found
        for one in names:
            self._take(found, Path(one.path), depth)
        return found

    def _take(self, found: Folder, path: Path, depth: int) -> None:
        try:
            known = path.stat()
        except OSError as error:
            self._trouble(path, gettext("cannot be read (%(reason)s)") % {"reason": error.strerror})
            return
        if path.is_symlink() and not self._is_inside(path):
            self._trouble(path, gettext("a link that leads out of the folder"))
        elif stat.S_ISDIR(known.st_mode):
            self._descend(found, path, known, depth)
        elif stat.S_ISREG(known.st_mode):
            self.count += 1
            if self.count > MAX_FILES:
                raise UserError(
                    gettext("%(path)s: more than %(limit)s files.") % {"path": self.root, "limit": MAX_FILES}
                )
            found.files.append(Entry(path, known.st_size, known.st_mtime_ns, known.st_ino))
        else:
            self._trouble(path, gettext("not a regular file"))

    def _descend(self, found: Folder, path: Path, known: os.stat_result, depth: int) -> None:
        place = (known.st_dev, known.st_ino)
        if IGNORED_FOLDERS.match(path.name):
            return
        if DISCS.match(path.name):
            self._trouble(path, gettext("a copy of a disc; only film files are imported"))
        elif place in self.seen:
            self._trouble(path, gettext("a link to a folder that was looked at already"), is_error=False)
        elif depth >= MAX_DEPTH:
            self._trouble(path, gettext("folders are nested too deeply"))
        else:
            self.seen.add(place)
            found.folders.append(self.folder(path, depth + 1))

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)

    def _trouble(self, path: Path, reason: str, *, is_error: bool = True) -> None:
        self.troubles.append(Trouble(path, reason, is_error))


def folder_walk(root: Path) -> tuple[Folder, list[Trouble]]:
    """All below a folder, whose own path is followed if it is a link. Raises ``UserError`` where it cannot be read."""
    try:
        real = root.resolve(strict=True)
        known = real.stat()
        os.scandir(real).close()
    except (OSError, RuntimeError) as error:
        raise UserError(
            gettext("%(path)s: the folder cannot be read (%(reason)s).")
            % {"path": root, "reason": getattr(error, "strerror", "") or error}
        ) from error
    walk = Walk(real, seen={(known.st_dev, known.st_ino)})
    return walk.folder(real), walk.troubles
