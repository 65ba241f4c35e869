"""Which subtitles and pictures go with which film, and what names say of the films."""

import pytest

from playback.uploads.grouping import Place, places
from playback.uploads.naming import Described, described


def go_with(*paths: str, others: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Role and film of each, or a problem's words."""
    return [(one.role, one.film) if not one.problem else ("", one.problem) for one in places(paths, others)]


def test_subtitles_and_pictures_named_like_a_film_go_with_it() -> None:
    paths = ("Ferry (2020).mkv", "Ferry (2020).de.srt", "Ferry (2020)-poster.jpg", "Night.mp4", "night.fanart.png")
    assert [one[1] for one in go_with(*paths)] == ["Ferry (2020).mkv"] * 3 + ["Night.mp4"] * 2
    assert [one[0] for one in go_with(*paths)] == ["film", "subtitles", "poster", "film", "backdrop"]


def test_the_film_with_the_longest_name_has_it() -> None:
    assert go_with("Ferry.mkv", "Ferry 2.mkv", "Ferry 2.en.vtt")[2][1] == "Ferry 2.mkv"


def test_a_name_that_only_begins_alike_is_another() -> None:
    assert "not clear to which film" in go_with("Ferry.mkv", "Night.mkv", "Ferrymen.srt")[2][1]


@pytest.mark.parametrize(
    ("name", "shape"),
    [("poster.jpg", "poster"), ("folder.png", "poster"), ("fanart.webp", "backdrop"), ("thumb.jpg", "still")],
)
def test_pictures_with_a_common_name_go_with_the_only_film(name: str, shape: str) -> None:
    assert go_with("Ferry.mkv", name)[1] == (shape, "Ferry.mkv")
    assert go_with("a/Ferry.mkv", "b/Night.mkv", f"b/{name}")[2] == (shape, "b/Night.mkv")
    assert "not clear to which film" in go_with("Ferry.mkv", "Night.mkv", name)[2][1]


def test_a_picture_called_like_its_film_is_its_poster() -> None:
    assert go_with("Ferry.mkv", "Ferry.jpg")[1] == ("poster", "Ferry.mkv")


def test_a_picture_whose_name_says_no_shape_is_refused() -> None:
    assert "a poster, a backdrop or a still" in go_with("Ferry.mkv", "Ferry-logo.png")[1][1]
    assert go_with("Ferry.mkv", "holiday.jpg")[1][0] == ""


def test_subtitles_that_come_later_go_with_the_film_that_was_chosen_before() -> None:
    assert go_with("Ferry.de.srt", others=("Ferry.mkv",)) == [("subtitles", "Ferry.mkv")]


def test_what_is_no_film_subtitles_or_picture_is_named() -> None:
    assert [one.problem.partition(":")[0] for one in places(["notes.txt", "a.mkv"])] == ["notes.txt", ""]
    assert places(["a.mkv"]) == [Place("film", "a.mkv")]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("Ferry (2020).mkv", Described("Ferry", 2020)),
        ("The.Last.Ferry.2019.1080p.BluRay.x264-GRP.mkv", Described("The Last Ferry", 2019)),
        ("Night Market.mp4", Described("Night Market")),
        ("1917.mkv", Described("1917")),
        ("my_holiday_12.mp4", Described("my holiday 12")),
        (
            "Harbour (2020)/Season 01/Harbour - S01E02-E03 - The arrival.mkv",
            Described("The arrival", 2020, "Harbour", 1, 2, 3),
        ),
        ("Harbour s02e05.mp4", Described("", None, "Harbour", 2, 5)),
    ],
)
def test_a_name_tells_what_is_in_the_file(path: str, told: Described) -> None:
    assert described(path) == told
