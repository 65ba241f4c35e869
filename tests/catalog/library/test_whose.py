"""Small folders, and what each file in them becomes and belongs to."""

from pathlib import Path

import pytest

from catalog.library.plan import Item, Plan
from catalog.library.planning import folder_plan

A_FILM = "Fog (2020)/Fog (2020).mkv"


def plan_of(root: Path, *paths: str) -> Plan:
    """Of a folder with these files, the later the larger."""
    for number, path in enumerate(paths, start=1):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x" * number)
    return folder_plan(root)


def said(item: Item, plan: Plan) -> str:
    """What an item will be, whose it is, and what lies beside it."""
    owner = next((f" of {other.words()}" for other in plan.items if other.place == item.owner), "")
    beside = [f"{shape}={entry.path.name}" for shape, entry in sorted(item.beside.pictures.items())]
    beside += [entry.path.name for entry in (*item.beside.subtitles, *item.beside.notes)]
    return f"{item.kind}: {item.words()}{owner}" + (f" + {', '.join(beside)}" if beside else "")


@pytest.mark.parametrize(
    ("paths", "items"),
    [
        # names that follow no convention: by the folder where it holds that film alone
        (["Fog (2020)/f-x264.mkv"], ["film: Fog (2020)"]),
        (["Fog (2020)/fog.mkv", "Fog (2020)/ash.mkv"], ["film: Fog (2020)", "film: ash"]),
        (
            ["Fog (2020) {tmdb-7}/Fog (2020).mkv", "Fog (2020) {tmdb-7}/Ash (2020).mkv"],
            ["film: Ash (2020)", "film: Fog (2020)"],
        ),
        # versions: what has no label stands for all, then the largest
        (["Fog (2020) - 4k.mkv", "Fog (2020).mkv"], ["edition: Fog (2020) · 4k of Fog (2020)", "film: Fog (2020)"]),
        (["Fog (2020) - a.mkv", "Fog (2020) - b.mkv"], ["edition: Fog (2020) · a of Fog (2020)", "film: Fog (2020)"]),
        (
            ["x/Fog (2020).mkv", "x/Fog (2020).avi", "x/Fog [2020].mp4"],
            [
                "edition: Fog (2020) · Version 2 of Fog (2020)",
                "edition: Fog (2020) · Version 3 of Fog (2020)",
                "film: Fog (2020)",
            ],
        ),
        # trailers: whose name they begin with, then whose name and year they say, then whose name they say
        (
            ["Fog (2019) - 4k.mkv", "Fog (2020) - 4k.mkv", "Fog (2020)-trailer.mkv"],
            ["film: Fog (2019)", "film: Fog (2020)", "trailer: Fog (2020) · Trailer of Fog (2020)"],
        ),
        (
            ["Ash (2019).mkv", "Fog (2020) - 4k.mkv", "Fog-trailer.mkv"],
            ["film: Ash (2019)", "film: Fog (2020)", "trailer: Fog (2020) · Trailer of Fog (2020)"],
        ),
        (
            [A_FILM, "Fog (2020)/Trailers/Teaser.mkv"],
            ["film: Fog (2020)", "trailer: Fog (2020) · Teaser of Fog (2020)"],
        ),
        (
            [A_FILM, "Fog (2020)/Trailers/x-trailer.mkv"],
            ["film: Fog (2020)", "trailer: Fog (2020) · Trailer of Fog (2020)"],
        ),
        (
            ["Ash (2019).mkv", "Fog (2020).mkv", "Fog (2020)-trailer.mkv", "Fog (2020)-trailer2.mkv"],
            [
                "film: Ash (2019)",
                "film: Fog (2020)",
                "trailer: Fog (2020) · Trailer 2 of Fog (2020)",
                "trailer: Fog (2020) · Trailer of Fog (2020)",
            ],
        ),
        # what lies beside: by the longest name that it begins with, and goes on with no letter
        (
            ["Fog (2020).mkv", "Fog (2020) - 4k.mkv", "Fog (2020) - 4k.de.srt"],
            ["edition: Fog (2020) · 4k of Fog (2020) + Fog (2020) - 4k.de.srt", "film: Fog (2020)"],
        ),
        (["Fog.mkv", "Foghorn.srt", "fog.de.SRT"], ["film: Fog + fog.de.SRT"]),
        ([A_FILM, "Fog (2020)/Subs/2_English.srt"], ["film: Fog (2020) + 2_English.srt"]),
        (["Subs/Fog (2020).mkv", "Subs/Fog (2020).srt"], ["film: Fog (2020) + Fog (2020).srt"]),
        (
            [A_FILM, "Fog (2020)/Poster.JPG", "Fog (2020)/fanart1.png", "Fog (2020)/movie.nfo"],
            ["film: Fog (2020) + backdrop=fanart1.png, poster=Poster.JPG, movie.nfo"],
        ),
        (["Fog (2020).mkv", "Fog (2020).jpg", "poster.jpg"], ["film: Fog (2020) + poster=Fog (2020).jpg"]),
        (
            [
                "Harbour/Season 1/S01E01.mkv",
                "Harbour/Season 1/S01E01.jpg",
                "Harbour/season01-poster.jpg",
                "Harbour/cover.jpg",
            ],
            ["episode: Harbour S01E01 of Harbour + still=S01E01.jpg", "show: Harbour + poster=cover.jpg"],
        ),
        # shows: numbers by name, by the folder of the season, or counted
        (
            ["Harbour/Season 2/03 - Ash.mkv", "Harbour/Specials/01.mkv", "Harbour/Season 2/extras/a.txt"],
            ["episode: Harbour S00E01 of Harbour", "episode: Harbour S02E03 Ash of Harbour", "show: Harbour"],
        ),
        (
            ["Harbour/Part 1.mkv", "Harbour/Part 2 - Fog.mkv"],
            ["episode: Harbour S01E01 of Harbour", "episode: Harbour S01E02 Fog of Harbour", "show: Harbour"],
        ),
        (
            ["Harbour/Season 3/disc/S03E04-E05 - Ash.mkv", "Harbour/Season 3/x.mkv"],
            ["episode: Harbour S03E04–E05 Ash of Harbour", "show: Harbour"],
        ),
        (
            ["Harbour/Season 1/Part 2/07.mkv", "Harbour/Season 1/01.mkv"],
            ["episode: Harbour S01E01 of Harbour", "episode: Harbour S01E07 of Harbour", "show: Harbour"],
        ),
        (["Harbour (2019) - S01E01.mkv"], ["episode: Harbour (2019) S01E01 of Harbour (2019)", "show: Harbour (2019)"]),
        (
            ["x/Harbour - S01E01.mkv", "x/Ash - S01E01.mkv"],
            ["episode: Ash S01E01 of Ash", "episode: Harbour S01E01 of Harbour", "show: Ash", "show: Harbour"],
        ),
        (["Harbour/Season 1/notes.txt", "Harbour/Fog (2020).mkv"], ["film: Fog (2020)"]),
        (
            ["Harbour/S01E01 - a.mkv", "Harbour/S01E01 - b.mkv"],
            [
                "edition: Harbour · Version 2 of Harbour S01E01 b",
                "episode: Harbour S01E01 b of Harbour",
                "show: Harbour",
            ],
        ),
    ],
)
def test_each_file_becomes_what_its_name_and_its_folder_say(tmp_path: Path, paths: list[str], items: list[str]) -> None:
    plan = plan_of(tmp_path, *paths)
    assert sorted(said(item, plan) for item in plan.items) == items


def test_ids_of_a_folder_are_its_films_and_those_of_a_file_its_own(tmp_path: Path) -> None:
    folder = "Fog (2020) {tmdb-7}"
    plan = plan_of(
        tmp_path,
        f"{folder}/Fog (2020).mkv",
        f"{folder}/Ash (2020).mkv",
        "Own (2020) {tmdb-7}/Own (2020) {IMDB-tt0000123}.mkv",
    )
    assert {item.name: item.ids for item in plan.items} == {
        "Ash": {},
        "Fog": {"tmdb": "7"},
        "Own": {"imdb": "tt0000123"},
    }


@pytest.mark.parametrize(
    ("paths", "reasons"),
    [
        ([A_FILM, "Fog (2020)/Fog (2020).sup"], {"Fog (2020).sup": "subtitles of a format that is not read"}),
        (
            [A_FILM, "Fog (2020)/poster.jpg", "Fog (2020)/cover.jpg"],
            {"poster.jpg": "another picture of this shape is used"},
        ),
        ([A_FILM, "Fog (2020)/clearlogo.png"], {"clearlogo.png": "a picture that is not used"}),
        ([A_FILM, "Fog (2020)/Extras/Making of.mkv"], {"Making of.mkv": "an extra that is no trailer"}),
        (
            ["Fog (2020).mkv", "Ash (2019)-trailer.mkv"],
            {"Ash (2019)-trailer.mkv": "a trailer that belongs to no film here"},
        ),
        (["M (1931) cd1.mkv", "Fog.mkv"], {"M (1931) cd1.mkv": "a film in several parts; join them to one file"}),
        (["x/S01E01.mkv", "x/Fog (2020).mkv"], {"S01E01.mkv": "an episode without the name of its show"}),
    ],
)
def test_what_becomes_nothing_is_said(tmp_path: Path, paths: list[str], reasons: dict[str, str]) -> None:
    assert {one.path.name: one.reason for one in plan_of(tmp_path, *paths).troubles} == reasons
