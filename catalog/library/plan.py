"""What is to become of the files of a folder: every file ends in an item of the plan, or in its troubles."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext

from catalog.library.beside import Beside
from catalog.library.entries import Entry, Trouble


class Kind(StrEnum):
    """What an item becomes."""

    SHOW = "show"
    FILM = "film"
    EPISODE = "episode"
    EDITION = "edition"
    TRAILER = "trailer"


@dataclass(slots=True)
class Item:
    """One title to be. ``place`` is its film file, or the folder of a show; ``owner`` the place of what it belongs to.

    ``label`` is the name of an episode, an edition or a trailer.
    """

    kind: Kind
    place: Path
    film: Entry | None = None
    name: str = ""
    year: int | None = None
    season: int | None = None
    number: int | None = None
    last: int | None = None
    label: str = ""
    owner: Path | None = None
    ids: dict[str, str] = field(default_factory=dict)
    beside: Beside = field(default_factory=Beside)

    @property
    def files(self) -> list[Entry]:
        """Every file that it accounts for."""
        return [*([self.film] if self.film else []), *self.beside.all()]

    def words(self) -> str:
        """What it will be, for people."""
        year = f" ({self.year})" if self.year else ""
        if self.kind == Kind.EPISODE:
            last = f"–E{self.last:02d}" if self.last else ""
            return f"{self.name}{year} S{self.season:02d}E{self.number:02d}{last} {self.label}".strip()
        return f"{self.name}{year}{f' · {self.label}' if self.label else ''}"


@dataclass(slots=True)
class Plan:
    """Items in an order in which each comes after what it belongs to, and what is left out."""

    root: Path
    items: list[Item] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    files: int = 0

    def leave_out(self, entry: Entry, reason: str, *, is_error: bool = True) -> None:
        """A file that becomes nothing."""
        self.troubles.append(Trouble(entry.path, reason, is_error, is_file=True))

    def settle(self) -> None:
        """Take out what stands on a place that another item has: the first keeps it, and gets the other's trailers."""
        taken: dict[tuple[object, ...], Item] = {}
        instead: dict[Path | None, Item] = {}
        kept = []
        for item in self.items:
            first = self._clash(item, taken) or instead.get(item.owner)
            if first is None:
                kept.append(item)
            elif item.kind == Kind.TRAILER:
                kept.append(replace(item, owner=first.place))
            else:
                instead[item.place] = first
                told = gettext("the same episode as %(other)s") % {"other": first.place.name}
                for entry in item.files:
                    self.leave_out(entry, told)
        self.items = kept

    def _clash(self, item: Item, taken: dict[tuple[object, ...], Item]) -> Item | None:
        """The item that has one of an episode's numbers already; otherwise they are taken by this one."""
        if item.kind != Kind.EPISODE or item.number is None:
            return None
        numbers = range(item.number, (item.last or item.number) + 1)
        keys = [(item.owner, item.season, number) for number in numbers]
        first = next((taken[key] for key in keys if key in taken), None)
        if first is None:
            taken.update(dict.fromkeys(keys, item))
        return first


def as_edition(item: Item, label: str, owner: Path) -> Item:
    """A film or an episode as another version of the one at ``owner``."""
    return replace(item, kind=Kind.EDITION, label=label, owner=owner)
