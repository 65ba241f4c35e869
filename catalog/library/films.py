"""Groups the film files of one folder: films with their versions and trailers, and loose episodes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext

from catalog.library.entries import Entry
from catalog.library.guessing import guessed
from catalog.library.names import TRAILER, Named, bare, folder_named
from catalog.library.plan import Item, Kind, Plan, as_edition
from catalog.library.sides import Sides
from trendflix.core.names import readable


@dataclass(frozen=True, slots=True)
class Found:
    """A film file, what its name says, and the kind of extra that its folder holds."""

    entry: Entry
    named: Named
    extra: str = ""

    @property
    def is_extra(self) -> str:
        """``trailer``, ``extra`` or nothing."""
        return self.extra or self.named.extra


def films_plan(plan: Plan, folder: Path, found: Sequence[Found], sides: Sides, *, is_root: bool) -> None:
    """Add the films of a folder to the plan, with what lies beside them."""
    usable = list(_usable(plan, found))
    mains = _read([one for one in usable if not one.is_extra], folder, is_root=is_root)
    episodes = [one for one in mains if one.named.is_episode]
    films = versions([_film(one) for one in mains if not one.named.is_episode])
    items = [*films, *_loose(plan, folder, episodes)]
    groups = [item for item in films if item.kind == Kind.FILM]
    own = groups[0] if len(groups) == 1 and not is_root else None
    trailers = list(trailers_of(plan, [one for one in usable if one.is_extra], items, own))
    sides.give([*items, *trailers], own)
    plan.items += [*items, *trailers]


def _usable(plan: Plan, found: Sequence[Found]) -> Iterable[Found]:
    """Film files but those that are empty, and those of a film in several parts, of which one alone is no film."""
    alone = {film for film, count in Counter(_film_of(one) for one in found if not one.is_extra).items() if count == 1}
    parted = {_film_of(one) for one in found if one.named.part and not (_may_be_whole(one) and _film_of(one) in alone)}
    for one in found:
        if not one.entry.size:
            plan.leave_out(one.entry, gettext("an empty file"))
        elif one.is_extra or _film_of(one) not in parted:
            yield one
        else:
            plan.leave_out(one.entry, gettext("a film in several parts; join them to one file"))


def _film_of(one: Found) -> tuple[object, ...]:
    """What the parts of a film have in common."""
    return bare(one.named.name), one.named.year, one.named.season, one.named.number


def _may_be_whole(one: Found) -> bool:
    """Whether a part may be a film called so: ``Night Market Part 2``, but not ``cd2``, nor after the year."""
    return not one.named.is_disc and not one.named.is_plain


def _read(found: list[Found], folder: Path, *, is_root: bool) -> list[Found]:
    """What names say that follow no convention: by the folder, where it holds that film alone, else as guessed."""
    about = folder_named(readable(folder.name)) if not is_root else Named()
    odd = [one for one in found if not one.named.is_plain]
    is_about_one = about.year is not None and len(found) == len(odd) == 1
    return [_named(one, about, is_about_one=is_about_one) for one in found]


def _named(one: Found, about: Named, *, is_about_one: bool) -> Found:
    if one.named.is_plain:
        is_same = about.ids and bare(about.name) == bare(one.named.name)
        return replace(one, named=replace(one.named, ids=one.named.ids or about.ids)) if is_same else one
    if is_about_one:
        return replace(one, named=replace(about, label=one.named.label))
    named = guessed(one.entry.stem)
    label = one.named.label or ("" if named.is_episode else named.label)
    is_same = about.year is not None and bare(named.name) in ("", bare(about.name))
    if is_same and named.is_episode:
        return replace(one, named=replace(named, name=about.name, year=about.year, ids=about.ids))
    return replace(one, named=replace(about, label=label) if is_same else replace(named, label=label or named.label))


def _film(one: Found) -> Item:
    named = one.named
    fields = {"name": named.name, "year": named.year, "label": named.label, "ids": dict(named.ids)}
    return Item(Kind.FILM, one.entry.path, one.entry, **fields)  # type: ignore[arg-type]  # by name


def versions(items: Iterable[Item]) -> list[Item]:
    """Items of one name and year, or of one episode, as one and its editions: the one without a label, or the largest.

    Editions have names of their own.
    """
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        key = (bare(item.name), item.year, item.season, item.number, item.last, item.owner)
        groups.setdefault(key, []).append(item)
    found: list[Item] = []
    for group in groups.values():
        main = min(group, key=_rank)
        others = [item for item in group if item is not main]
        found.append(main if main.number is not None else replace(main, label=""))
        labels = {""}
        for item in others:
            label = _free(item.label if item.number is None else "", labels)
            labels.add(label.lower())
            found.append(as_edition(item, label, main.place))
    return found


def _rank(item: Item) -> tuple[bool, int, int]:
    """Smallest of the version that stands for all: without a label, large, with a short name."""
    size, name = (item.film.size, len(item.film.stem)) if item.film else (0, 0)
    return (bool(item.label) and item.number is None, -size, name)


def _free(label: str, taken: set[str]) -> str:
    """A label that no other edition has."""
    number, base = 2, label
    while label.lower() in taken:
        label, number = (f"{base} {number}" if base else gettext("Version %(number)s") % {"number": number}), number + 1
    return label


def _loose(plan: Plan, folder: Path, episodes: Sequence[Found]) -> list[Item]:
    """Episodes that lie among films: their names say which show they are of."""
    items: dict[Path, Item] = {}
    found = []
    for one in episodes:
        named = one.named
        if not named.name:
            plan.leave_out(one.entry, gettext("an episode without the name of its show"))
            continue
        place = folder / f"{named.name} ({named.year})" if named.year else folder / named.name
        items.setdefault(place, Item(Kind.SHOW, place, name=named.name, year=named.year, ids=dict(named.ids)))
        found.append(episode_item(one, items[place], named.season if named.season is not None else 1))
    return [*items.values(), *versions(found)]


def episode_item(one: Found, show: Item, season: int) -> Item:
    """An episode of a show."""
    named = one.named
    fields = {"name": show.name, "year": show.year, "season": season, "number": named.number, "last": named.last}
    return Item(Kind.EPISODE, one.entry.path, one.entry, label=named.label, owner=show.place, **fields)  # type: ignore[arg-type]  # by name


def trailers_of(plan: Plan, extras: Sequence[Found], items: Sequence[Item], own: Item | None) -> Iterable[Item]:
    """Trailers with the film, the episode or the show that they belong to."""
    labels: dict[Path, set[str]] = {}
    for one in extras:
        owner = _owner(one, items) or own
        if one.is_extra != TRAILER:
            plan.leave_out(one.entry, gettext("an extra that is no trailer"), is_error=False)
        elif owner is None:
            plan.leave_out(one.entry, gettext("a trailer that belongs to no film here"))
        else:
            taken = labels.setdefault(owner.place, set())
            label = _free(one.entry.stem if one.extra and not one.named.extra else gettext("Trailer"), taken)
            taken.add(label.lower())
            fields = {"name": owner.name, "year": owner.year, "label": label[:200], "owner": owner.place}
            yield Item(Kind.TRAILER, one.entry.path, one.entry, **fields)  # type: ignore[arg-type]  # by name


def _owner(one: Found, items: Sequence[Item]) -> Item | None:
    """The film whose name a trailer's begins with, or that has the name it says."""
    stem = one.entry.stem.lower()
    begun = [item for item in items if item.film and stem.startswith(item.film.stem.lower())]
    named = [item for item in items if one.named.name and bare(item.name) == bare(one.named.name)]
    found = begun or [item for item in named if item.year == one.named.year] or named
    main = [item for item in found if item.kind != Kind.EDITION]
    return main[0] if main else None
