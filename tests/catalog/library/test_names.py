"""What names of film files say."""

import pytest

from catalog.library.guessing import guessed
from catalog.library.names import Named, extra_of_folder, file_named, folder_named, season_of


@pytest.mark.parametrize(
    ("stem", "name", "year", "label"),
    [
        ("Night Market (2020)", "Night Market", 2020, ""),
        ("Night Market (2020) - 1080p", "Night Market", 2020, "1080p"),
        ("Night Market (2020) {edition-Director's Cut}", "Night Market", 2020, "Director's Cut"),
        ("Night Market (2020) {edition-Extended} - 2160p", "Night Market", 2020, "Extended · 2160p"),
        ("Night Market (2020) [1080p] [x264] [AAC]", "Night Market", 2020, "1080p"),
        ("Night.Market.(2020)", "Night Market", 2020, ""),
        ("2012 (2009)", "2012", 2009, ""),
        ("Night Market [2020]", "Night Market", 2020, ""),
        ("東京物語 (1953)", "東京物語", 1953, ""),
        ("M*A*S*H (1970)", "M*A*S*H", 1970, ""),
        ("R.E.D. (2010)", "R.E.D.", 2010, ""),
        ("House.M.D.(2004)", "House M.D.", 2004, ""),
    ],
)
def test_a_film_has_a_name_a_year_and_what_names_its_version(stem: str, name: str, year: int, label: str) -> None:
    named = file_named(stem)
    assert (named.name, named.year, named.label, named.is_plain) == (name, year, label, True)


@pytest.mark.parametrize(
    ("stem", "numbers", "show", "label"),
    [
        ("Harbour - S01E02 - Fog", (1, 2, None), "Harbour", "Fog"),
        ("Harbour (2020) - S01E02-E03 - Fog", (1, 2, 3), "Harbour", "Fog"),
        ("Harbour.S01E02E03E04.Fog.1080p.WEB-DL.x264-GRP", (1, 2, 4), "Harbour", "Fog"),
        ("harbour s1e2", (1, 2, None), "harbour", ""),
        ("Harbour - 1x02 - Fog", (1, 2, None), "Harbour", "Fog"),
        ("S00E01 - The making of", (0, 1, None), "", "The making of"),
        ("Harbour S2020E101", (2020, 101, None), "Harbour", ""),
        ("Harbour - S01E02-03 - Fog", (1, 2, 3), "Harbour", "Fog"),
        ("Harbour - S01E02 - Fog (Part 1)", (1, 2, None), "Harbour", "Fog (Part 1)"),
    ],
)
def test_an_episode_has_its_numbers(stem: str, numbers: tuple[int, int, int | None], show: str, label: str) -> None:
    named = file_named(stem)
    assert (named.season, named.number, named.last) == numbers
    assert (named.name, named.label) == (show, label)


@pytest.mark.parametrize(
    ("stem", "part"),
    [("Night Market (2020) cd1", "1"), ("Night Market (2020)-part2", "2"), ("Night Market disc b", "b")],
)
def test_one_of_several_parts_is_known(stem: str, part: str) -> None:
    assert file_named(stem).part == part


@pytest.mark.parametrize(
    ("stem", "extra"),
    [
        ("Night Market (2020)-trailer", "trailer"),
        ("Night Market (2020)-trailer2", "trailer"),
        ("trailer", "trailer"),
        ("Night Market (2020)-behindthescenes", "extra"),
        ("Night Market (2020)-sample", "extra"),
        ("Trailer Park (2020)", ""),
        ("The Interview (2014)", ""),
        ("Big Short", ""),
        ("The Deleted Scene", ""),
        ("Night Market (2020).trailer", "trailer"),
    ],
)
def test_extras_are_known_by_the_end_of_their_names(stem: str, extra: str) -> None:
    assert file_named(stem).extra == extra


def test_ids_in_names_are_read_and_taken_out() -> None:
    assert file_named("Night Market (2020) {tmdb-123}").ids == (("tmdb", "123"),)
    assert folder_named("Night Market (2020) [imdbid-tt0123456]") == Named(
        "Night Market", 2020, ids=(("imdb", "tt0123456"),)
    )
    assert file_named("Night Market (2020) {tmdb-123}").label == ""


@pytest.mark.parametrize(
    ("name", "season"),
    [
        ("Season 01", 1),
        ("Staffel 2", 2),
        ("S03", 3),
        ("Specials", 0),
        ("Season 00", 0),
        ("Subs", None),
        ("Se7en", None),
    ],
)
def test_folders_of_seasons_are_known_by_their_names(name: str, season: int | None) -> None:
    assert season_of(name) == season


def test_folders_of_extras_are_known_by_their_names() -> None:
    assert extra_of_folder("Trailers") == "trailer" and extra_of_folder("behind the scenes") == "extra"
    assert extra_of_folder("Night Market (2020)") == ""


def test_names_without_a_convention_are_guessed() -> None:
    film = guessed("Night.Market.2020.1080p.BluRay.x264-GRP")
    assert (film.name, film.year, film.label) == ("Night Market", 2020, "1080p")
    assert guessed("[Group] Harbour - 05 [720p]").number == 5
    assert guessed("").name == ""


@pytest.mark.parametrize(
    ("stem", "name", "year"),
    [
        ("Night.Market.Part.Two.2021.2160p.WEB", "Night Market Part Two", 2021),
        ("R.E.D.2010.1080p", "R.E.D.", 2010),
        ("2012", "2012", None),
        ("VID_20210304_121212", "VID 20210304 121212", None),
        ("IMG_1234", "IMG 1234", None),
        ("Holiday 2019-07-01", "Holiday 2019-07-01", None),
    ],
)
def test_what_tells_a_film_from_others_stays_in_its_name(stem: str, name: str, year: int | None) -> None:
    named = guessed(stem)
    assert (named.name, named.year, named.is_episode) == (name, year, False)


@pytest.mark.parametrize(
    ("stem", "number"), [("Harbour - 112 - Fog", 112), ("Harbour - 1001", 1001), ("Harbour.109", 9)]
)
def test_a_number_after_a_hyphen_counts_through_all_seasons(stem: str, number: int) -> None:
    assert guessed(stem).number == number
