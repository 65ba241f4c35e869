"""Makes the plan of a folder: which files are films, which episodes, and what belongs to them."""

from collections.abc import Iterator
from pathlib import Path

from catalog.library.beside import SUBTITLE_FOLDERS
from catalog.library.entries import VIDEOS, Entry
from catalog.library.films import Found, films_plan
from catalog.library.names import extra_of_folder, file_named
from catalog.library.plan import Plan
from catalog.library.shows import ShowFolder, episodes_plan, is_show
from catalog.library.sides import Sides
from catalog.library.walk import Folder, folder_walk


def folder_plan(root: Path) -> Plan:
    """The plan of all that lies below a folder. Raises ``UserError`` where it cannot be read."""
    folder, troubles = folder_walk(root)
    plan = Plan(folder.path, troubles=troubles, files=sum(1 for _ in folder.all_files()))
    _plan(plan, folder, is_root=True)
    plan.settle()
    return plan


def _plan(plan: Plan, folder: Folder, *, is_root: bool = False) -> None:
    """A folder: of a show, or of films and further folders."""
    if not is_root and is_show(folder):
        episodes_plan(plan, ShowFolder(folder))
        return
    sides = Sides(plan)
    found = [_found(entry) for entry in folder.files if entry.suffix in VIDEOS]
    for below in folder.folders:
        if SUBTITLE_FOLDERS.fullmatch(below.path.name) and found:
            sides.add(below.all_files())
        elif extra := extra_of_folder(below.path.name) if found else "":
            found += list(_extras(below, extra, sides))
        else:
            _plan(plan, below)
    sides.add(entry for entry in folder.files if entry.suffix not in VIDEOS)
    films_plan(plan, folder.path, found, sides, is_root=is_root)


def _extras(folder: Folder, extra: str, sides: Sides) -> Iterator[Found]:
    for entry in folder.all_files():
        if entry.suffix in VIDEOS:
            yield _found(entry, extra)
        else:
            sides.add([entry])


def _found(entry: Entry, extra: str = "") -> Found:
    return Found(entry, file_named(entry.stem), extra)
