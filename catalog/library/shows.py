"""Reads the folder of a show: its seasons, its episodes, and what lies beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from catalog.library.beside import SUBTITLE_FOLDERS
from catalog.library.entries import VIDEOS, Entry
from catalog.library.films import Found, episode_item, trailers_of, versions
from catalog.library.guessing import guessed
from catalog.library.names import (
    DATED,
    Named,
    bare,
    episode_label,
    extra_of_folder,
    file_named,
    folder_named,
    season_of,
    spaced,
)
from catalog.library.plan import Item, Kind, Plan
from catalog.library.sides import Sides
from catalog.library.walk import Folder
from trendflix.core.names import readable

COUNTED = r"(?:ep?|episode|folge|part|teil|chapter|kapitel)"
NUMBERED = re.compile(rf"(?P<word>{COUNTED})?[\s._-]*(?P<number>\d{{1,3}})(?:[\s._-]+(?P<name>.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShowFolder:
    """The folder of a show."""

    folder: Folder


def _films(folder: Folder) -> list[Entry]:
    return [entry for entry in folder.files if entry.suffix in VIDEOS]


def is_show(folder: Folder) -> bool:
    """Whether a folder is that of one show: by its notes, by folders of seasons, or by episodes of one show alone."""
    if any(entry.path.name.lower() == "tvshow.nfo" for entry in folder.files):
        return True
    if any((season_of(readable(one.path.name)) or 0) > 0 and _films(one) for one in folder.folders):
        return True
    named = [file_named(entry.stem) for entry in _films(folder)]
    mains = [one for one in named if not one.extra]
    if len(mains) > 1 and all(_counted(entry.stem) for entry in _films(folder)):
        return True
    own = bare(folder_named(readable(folder.path.name)).name)
    return bool(mains) and all(one.is_episode and bare(one.name) in ("", own) for one in mains)


def _counted(stem: str) -> bool:
    """Whether a name begins with its number among others: ``Part 2 - Fog``."""
    match = NUMBERED.fullmatch(stem)
    return match is not None and bool(match["word"])


def episodes_plan(plan: Plan, show_folder: ShowFolder) -> None:
    """Add a show and its episodes to the plan, with what lies beside them."""
    folder = show_folder.folder
    named = folder_named(readable(folder.path.name))
    show = Item(Kind.SHOW, folder.path, name=named.name, year=named.year, ids=dict(named.ids))
    plan.items.append(show)
    _season(plan, show, folder, None, own=show)


def _season(plan: Plan, show: Item, folder: Folder, season: int | None, own: Item | None = None) -> None:
    """The episodes of one folder, and those of the folders in it."""
    sides = Sides(plan)
    episodes: list[Found] = []
    extras: list[Found] = []
    for entry in _films(folder):
        _sort(plan, Found(entry, file_named(entry.stem)), season, episodes, extras)
    for below in folder.folders:
        name = readable(below.path.name)
        inner = season_of(name)
        if SUBTITLE_FOLDERS.fullmatch(name):
            sides.add(below.all_files())
        elif inner is None and (extra := extra_of_folder(name)):
            for one in _extras(below, extra, sides):
                _sort(plan, one, season, episodes, extras)
        else:
            _season(plan, show, below, inner if inner is not None else season)
    items = versions(episode_item(one, show, one.named.season or 0) for one in episodes)
    trailers = list(trailers_of(plan, extras, items, show))
    sides.add(entry for entry in folder.files if entry.suffix not in VIDEOS)
    sides.give([*items, *trailers], own)
    plan.items += [*items, *trailers]


def _extras(folder: Folder, extra: str, sides: Sides) -> Iterator[Found]:
    for entry in folder.all_files():
        if entry.suffix in VIDEOS:
            yield Found(entry, file_named(entry.stem), extra)
        else:
            sides.add([entry])


def _sort(plan: Plan, one: Found, season: int | None, episodes: list[Found], extras: list[Found]) -> None:
    """A film file of a show as an episode, an extra, or something that is left out."""
    if not one.entry.size:
        plan.leave_out(one.entry, gettext("an empty file"))
    elif one.is_extra:
        extras.append(one)
    elif one.named.is_disc:
        plan.leave_out(one.entry, gettext("a film in several parts; join them to one file"))
    elif (named := numbered(one, season)) is None:
        plan.leave_out(one.entry, gettext("no number of an episode in its name"))
    else:
        episodes.append(replace(one, named=named))


def numbered(one: Found, season: int | None) -> Named | None:
    """An episode's numbers: as its name says, its number alone in the folder of a season, by its day, or as guessed.

    The day ``2021-05-17`` is episode 517 of season 2021, so that they stand in their order.
    """
    named = one.named
    if named.is_episode:
        return named
    match = NUMBERED.fullmatch(one.entry.stem)
    if match and (season is not None or match["word"]):
        return Named(
            season=1 if season is None else season, number=int(match["number"]), label=spaced(match["name"] or "")
        )
    if match := DATED.search(one.entry.stem):
        day = f"{match['year']}-{match['month']}-{match['day']}"
        label = " ".join(filter(None, (day, episode_label(match["rest"]))))
        return Named(season=int(match["year"]), number=int(match["month"] + match["day"]), label=label)
    named = guessed(one.entry.stem)
    if not named.number:
        return None
    return replace(named, season=named.season if named.season is not None else season if season is not None else 1)
