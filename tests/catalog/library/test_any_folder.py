"""Folders made at random of names that people give: no file is lost, taken twice, or put under what is not there."""

import random
from collections import Counter
from pathlib import Path

import pytest

from catalog.library.plan import Item, Kind, Plan
from catalog.library.planning import folder_plan

FILMS = (
    "Night Market (2020)",
    "Night Market (2020) - 1080p",
    "Fog",
    "fog.2019.720p.x264-GRP",
    "M (1931) cd1",
    "M (1931) cd2",
)
EPISODES = (
    "Harbour - S01E01",
    "Harbour - S01E02-E03 - Fog",
    "S01E01",
    "1x02",
    "03 - Ash",
    "Part 2",
    "Harbour.S02E01.1080p",
)
EXTRAS = ("trailer", "Night Market (2020)-trailer", "Fog-sample", "S01E01-trailer", "Harbour-trailer")
SIDES = (
    "poster",
    "fanart",
    "season01-poster",
    "movie",
    "tvshow",
    "notes",
    "Night Market (2020)-poster",
    "S01E01-thumb",
)
FOLDERS = (
    "Season 1",
    "Staffel 02",
    "Specials",
    "Harbour (2019)",
    "Night Market (2020)",
    "Trailers",
    "Extras",
    "Subs",
    "misc",
)
SIDE_SUFFIXES = ("jpg", "png", "nfo", "srt", "de.srt", "sub", "txt", "vtt")


def made(root: Path, seed: int) -> set[Path]:
    """A folder with folders, to three levels, of films, episodes, extras and what lies beside them; all its files."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, and hides nothing
    folders = [root]
    for _ in range(chance.randrange(5)):
        folder = chance.choice(folders) / chance.choice(FOLDERS)
        if len(folder.relative_to(root).parts) <= 3:
            folders.append(folder)
    for _ in range(chance.randrange(2, 16)):
        folder = chance.choice(folders)
        stem = chance.choice(chance.choice((FILMS, EPISODES, EXTRAS)))
        suffix = chance.choice(("mkv", "mkv", "MP4", "avi"))
        if chance.random() < 0.4:
            stem, suffix = chance.choice((stem, chance.choice(SIDES))), chance.choice(SIDE_SUFFIXES)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.{suffix}").write_bytes(b"x" * chance.choice((0, 1, 1, 1, 2, 3)))
    return {path for path in root.rglob("*") if path.is_file()}


def told(plan: Plan) -> list[tuple[object, ...]]:
    """What a plan says, without the objects that it is made of."""
    return [
        (one.kind, one.place, one.words(), one.owner, sorted(file.path for file in one.files)) for one in plan.items
    ]


@pytest.mark.parametrize("seed", [*range(20), 639, 1476])
def test_every_file_becomes_one_thing_under_what_is_there(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "library"
    root.mkdir()
    files = made(root, seed)
    plan = folder_plan(root)
    used = Counter(entry.path for item in plan.items for entry in item.files)
    left = Counter(trouble.path for trouble in plan.troubles if trouble.is_file)
    assert used + left == Counter(files) and plan.files == len(files)
    assert all(one.reason for one in plan.troubles)
    before: dict[Path, Item] = {}
    for item in plan.items:
        check_item(item, before)
        assert item.place not in before or item.kind == Kind.SHOW, "two titles at one place"
        before[item.place] = item
    assert told(folder_plan(root)) == told(plan)


def check_item(item: Item, before: dict[Path, Item]) -> None:
    """What an item must say, and that what it belongs to came before it and may have such parts."""
    assert item.words() and (item.film is None) == (item.kind == Kind.SHOW)
    assert item.film is None or (item.film.size and item.place == item.film.path)
    assert (item.owner is None) == (item.kind in (Kind.FILM, Kind.SHOW))
    if item.owner is not None:
        assert item.owner in before, f"{item.place} belongs to nothing that came before"
        allowed = {
            Kind.EPISODE: {Kind.SHOW},
            Kind.EDITION: {Kind.FILM, Kind.EPISODE},
            Kind.TRAILER: {Kind.FILM, Kind.EPISODE, Kind.SHOW},
        }
        assert before[item.owner].kind in allowed[item.kind]
    if item.kind == Kind.EPISODE:
        assert item.season is not None and item.number is not None and (item.last is None or item.last > item.number)
        numbers = range(item.number, (item.last or item.number) + 1)
        for other in before.values():
            if (other.kind, other.owner, other.season) == (Kind.EPISODE, item.owner, item.season) and other.number:
                assert not set(numbers) & set(range(other.number, (other.last or other.number) + 1))
    labels = [one.label.lower() for one in before.values() if (one.kind, one.owner) == (item.kind, item.owner)]
    assert item.kind != Kind.EDITION or (item.label and item.label.lower() not in labels)
