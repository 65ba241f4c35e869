"""What .nfo files say, also those that are not quite XML."""

import pytest

from catalog.library.nfo import MAX_BYTES, nfo_read
from catalog.library.notes import Actor
from trendflix.core.errors import UserError

MOVIE = """<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>
<movie>
  <title>Night Market</title><originaltitle>Mercado da Noite</originaltitle><sorttitle>Market, Night</sorttitle>
  <plot>Stalls, rain, a coat.</plot><outline>Short.</outline><tagline>Open till dawn</tagline>
  <runtime>95</runtime><mpaa>Rated PG-13</mpaa><premiered>2020-05-01</premiered>
  <genre>Drama</genre><genre>Crime / Romance</genre><country>Portugal</country>
  <uniqueid type="imdb" default="true">tt0123456</uniqueid><uniqueid type="tmdb">123</uniqueid>
  <set><name>Market Films</name><overview>All of them.</overview></set>
  <director>Rui Alves</director><credits>Ana Reis</credits>
  <actor><name>Ben Moss</name><role>Guard</role><order>1</order></actor>
  <actor><name>Ines Carvalho</name><role>Ines</role><order>0</order></actor>
  <ratings><rating name="themoviedb" max="10"><value>7.1</value></rating></ratings>
</movie>"""


def test_a_movie_is_read() -> None:
    (notes,) = nfo_read(MOVIE.encode())
    assert (notes.kind, notes.name, notes.original_name, notes.year) == (
        "movie",
        "Night Market",
        "Mercado da Noite",
        2020,
    )
    assert (notes.synopsis, notes.tagline, notes.runtime) == ("Stalls, rain, a coat.", "Open till dawn", 5_700)
    assert notes.certificate == "PG-13" and notes.genres == ("Drama", "Crime", "Romance")
    assert notes.ids == {"imdb": "tt0123456", "tmdb": "123"} and notes.collection == "Market Films"
    assert notes.cast == (Actor("Ines Carvalho", "Ines"), Actor("Ben Moss", "Guard"))
    assert notes.directors == ("Rui Alves",) and notes.writers == ("Ana Reis",)


def test_several_episodes_of_one_file_are_read() -> None:
    one = "<episodedetails><title>{}</title><season>1</season><episode>{}</episode></episodedetails>"
    text = '<?xml version="1.0"?>\n' + one.format("Fog", 2) + '\n<?xml version="1.0"?>' + one.format("Tide", 3)
    assert [(notes.name, notes.season, notes.number) for notes in nfo_read(text.encode())] == [
        ("Fog", 1, 2),
        ("Tide", 1, 3),
    ]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("https://www.themoviedb.org/movie/123-night-market", {"tmdb": "123"}),
        ("https://www.imdb.com/title/tt0123456/\n", {"imdb": "tt0123456"}),
        ("https://www.thetvdb.com/?tab=series&id=77", {"tvdb": "77"}),
    ],
)
def test_a_file_may_be_an_address_alone(text: str, ids: dict[str, str]) -> None:
    assert nfo_read(text.encode())[0].ids == ids


def test_an_address_may_follow_the_xml() -> None:
    (notes,) = nfo_read(b"<movie><title>Fog</title></movie>\nhttps://www.imdb.com/title/tt7654321/")
    assert notes.name == "Fog" and notes.ids == {"imdb": "tt7654321"}


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0" encoding="UTF-8"?><movie><title>Café</title></movie>'.encode("cp1252"),
        '<?xml version="1.0" encoding="ISO-8859-1"?><movie><title>Café</title></movie>'.encode("latin-1"),
        "<movie><title>Café</title></movie>".encode("utf-8-sig"),
        "<movie><title>Café</title></movie>".encode("utf-16"),
        "<movie><title>Ca\x0bfé</title></movie>".encode(),
    ],
)
def test_wrong_encodings_and_forbidden_characters_are_read(data: bytes) -> None:
    assert nfo_read(data)[0].name == "Café"


def test_bare_ampersands_are_read() -> None:
    assert nfo_read(b"<movie><title>Salt & Pepper &amp; Oil</title></movie>")[0].name == "Salt & Pepper & Oil"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "neither XML nor an address"),
        (b"<movie><title>Fog</movie>", "not XML that can be read"),
        (b"<album><title>Fog</title></album>", "holds no movie"),
        (b'<!DOCTYPE m [<!ENTITY a "b">]><movie><title>&a;</title></movie>', "declares entities"),
        (b" " * (MAX_BYTES + 1), "larger than 2 MiB"),
        (b"\x00\xff\x00\xff<movie>", "not XML that can be read"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        nfo_read(data)
