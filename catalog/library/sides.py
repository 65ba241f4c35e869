"""Gives the files that lie beside films to the films that they belong to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from catalog.library.beside import (
    POSTER,
    STILL,
    UNUSED,
    is_other_subtitle,
    is_picture,
    is_subtitle,
    owner_of,
    season_art,
    shape_of,
)
from catalog.library.entries import Entry
from catalog.library.plan import Item, Kind, Plan

FOLDERS_OWN = ("movie", "tvshow", "folder")
"""Stems of ``.nfo`` files that are about the folder's film or show."""


@dataclass(slots=True)
class Sides:
    """The files of one folder that are no films, until they are given away."""

    plan: Plan
    pictures: list[Entry] = field(default_factory=list)
    subtitles: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)

    def add(self, entries: Iterable[Entry]) -> None:
        """Sort files by kind; what is of no kind is left out."""
        for entry in entries:
            if is_picture(entry):
                self.pictures.append(entry)
            elif is_subtitle(entry):
                self.subtitles.append(entry)
            elif entry.suffix == "nfo":
                self.notes.append(entry)
            elif is_other_subtitle(entry):
                self.plan.leave_out(entry, gettext("subtitles of a format that is not read"))
            else:
                self.plan.leave_out(entry, gettext("not used"), is_error=False)

    def give(self, items: Sequence[Item], own: Item | None) -> None:
        """Give every file to the item whose film its name begins with, or to ``own``, the one the folder is about."""
        for entry in self.notes:
            self._note(entry, self._owner(entry, items) or own)
        for entry in self.pictures:
            self._picture(entry, items, own)
        for entry in self.subtitles:
            self._subtitle(entry, self._owner(entry, items) or self._of_folder(entry, items) or own)

    def _owner(self, entry: Entry, items: Sequence[Item]) -> Item | None:
        films = {item.film.path: item for item in items if item.film}
        found = owner_of(entry, [item.film for item in items if item.film])
        return films[found.path] if found else None

    def _of_folder(self, entry: Entry, items: Sequence[Item]) -> Item | None:
        """The film that a folder of subtitles is named after: ``Subs/Show - S01E02/2_English.srt``."""
        name = entry.path.parent.name.lower()
        return next((item for item in items if item.film and item.film.path.stem.lower() == name), None)

    def _note(self, entry: Entry, item: Item | None) -> None:
        if item is None or (entry.stem.lower() == "season" and item.kind == Kind.SHOW):
            self.plan.leave_out(entry, gettext("belongs to no film here"), is_error=False)
        else:
            item.beside.notes.append(entry)

    def _subtitle(self, entry: Entry, item: Item | None) -> None:
        if item is None or item.film is None:
            self.plan.leave_out(entry, gettext("subtitles that belong to no film here"))
        else:
            item.beside.subtitles.append(entry)

    def _picture(self, entry: Entry, items: Sequence[Item], own: Item | None) -> None:
        item, shape = self._owner(entry, items), shape_of(entry.stem)[1]
        if item is None and not shape_of(entry.stem)[0]:
            item = own
        if item is not None and item.film and entry.stem.lower() == item.film.stem.lower():  # also of "Heart.mkv"
            shape = STILL if item.kind == Kind.EPISODE else POSTER
        if item is None or not shape or shape == UNUSED or season_art(entry.stem):
            self.plan.leave_out(entry, gettext("a picture that is not used"), is_error=False)
        elif item.beside.pictures.setdefault(shape, entry) is not entry:
            self.plan.leave_out(entry, gettext("another picture of this shape is used"), is_error=False)
