"""Field by field what an .nfo says where programs disagree, and what a hostile one cannot do."""

import pytest

from catalog.library.nfo import MAX_BYTES, MAX_CAST, nfo_read
from catalog.library.notes import Notes
from catalog.models.titles import FIRST_YEAR, LAST_YEAR
from trendflix.core.errors import UserError


def read(body: str, root: str = "movie") -> Notes:
    """What a file of one element says."""
    (notes,) = nfo_read(f"<{root}>{body}</{root}>".encode())
    return notes


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ("<runtime>95</runtime>", 5_700),
        ("<runtime>95 min</runtime>", 5_700),
        ("<runtime>1h 35min</runtime>", 5_700),
        ("<runtime>1 h 35</runtime>", 5_700),
        ("<runtime>1 hr 35 min</runtime>", 5_700),
        ("<runtime>2h</runtime>", 7_200),
        ("<runtime>2 hours</runtime>", 7_200),
        ("<runtime>0</runtime>", None),
        ("<runtime>about 95</runtime>", None),
        ("<runtime/>", None),
        ("", None),
    ],
)
def test_a_runtime_is_read_in_minutes_or_hours(body: str, seconds: int | None) -> None:
    assert read(body).runtime == seconds


@pytest.mark.parametrize(("exact", "seconds"), [("5712", 5_712), ("0", 5_700), ("", 5_700), ("x", 5_700)])
def test_the_stream_s_own_length_goes_before_rounded_minutes(exact: str, seconds: int) -> None:
    stream = f"<video><durationinseconds>{exact}</durationinseconds></video>"
    body = f"<fileinfo><streamdetails>{stream}</streamdetails></fileinfo>"
    assert read(f"<runtime>95</runtime>{body}").runtime == seconds


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("<year>2020</year><premiered>2019-12-01</premiered>", 2020),
        ("<premiered>2019-12-01</premiered>", 2019),
        ("<aired>2018-01-01</aired>", 2018),
        ("<releasedate>2017</releasedate>", 2017),
        ("<premiered></premiered><aired>2018-01-01</aired>", 2018),
        ("<year>0</year><premiered>2019-12-01</premiered>", 2019),
        ("<year>1601</year><premiered>2019-12-01</premiered>", 2019),  # what programs write for no date
        (f"<year>{FIRST_YEAR}</year>", FIRST_YEAR),
        (f"<year>{FIRST_YEAR - 1}</year>", None),
        (f"<year>{LAST_YEAR}</year>", LAST_YEAR),
        (f"<year>{LAST_YEAR + 1}</year>", None),
        ("<premiered>01.12.2019</premiered>", None),
    ],
)
def test_a_year_is_the_film_s_own_or_that_of_its_first_day(body: str, year: int | None) -> None:
    assert read(body).year == year


@pytest.mark.parametrize(
    ("text", "certificate"),
    [
        ("Rated R", "R"), ("rated  PG-13", "PG-13"), ("FSK 12", "FSK 12"), ("US:PG-13 / DE:12", "US:PG-13"),
        ("Unrated", "Unrated"), ("x" * 30, "x" * 20), (" ", ""),
    ],
)  # fmt: skip
def test_the_first_certificate_is_read_without_what_stands_before_it(text: str, certificate: str) -> None:
    assert read(f"<mpaa>{text}</mpaa>").certificate == certificate
    assert read(f"<mpaa> </mpaa><certification>{text}</certification>").certificate == certificate


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("<id>tt0123456</id>", {"imdb": "tt0123456"}),
        ("<id>815</id>", {}),  # of which site is not said
        ("<imdbid>tt0123456</imdbid><tmdbid>8</tmdbid>", {"imdb": "tt0123456", "tmdb": "8"}),
        ('<id>tt0123456</id><uniqueid type="IMDB">tt7654321</uniqueid>', {"imdb": "tt7654321"}),
        ('<id>tt0123456</id><uniqueid type="imdb"></uniqueid>', {"imdb": "tt0123456"}),
        ('<tmdbid>8</tmdbid><uniqueid type="tmdb"/>', {"tmdb": "8"}),
        ('<uniqueid type="tmdb">8</uniqueid><uniqueid type="tmdb"/>', {"tmdb": "8"}),
        (
            '<uniqueid type="tvdb">77</uniqueid><uniqueid type="trakt">5</uniqueid><uniqueid>9</uniqueid>',
            {"tvdb": "77"},
        ),
        ('<uniqueid type="tmdb">' + "1" * 30 + "</uniqueid>", {"tmdb": "1" * 20}),
        ("<plot>see imdb.com/title/tt0000001</plot>", {"imdb": "tt0000001"}),
        ("<plot>see imdb.com/title/tt0000001</plot><id>tt0123456</id>", {"imdb": "tt0123456"}),
    ],
)
def test_an_id_is_the_element_s_before_an_address_and_an_empty_one_hides_none(body: str, ids: dict[str, str]) -> None:
    assert read(body).ids == ids


@pytest.mark.parametrize(
    ("orders", "names"),
    [
        (["2", "0", "1"], ["B", "C", "A"]),
        (["", "", ""], ["A", "B", "C"]),
        (["", "0", ""], ["B", "A", "C"]),  # those without a number come after, as they stand
        (["0", "0", "0"], ["A", "B", "C"]),
        (["-1", "x", "0"], ["C", "A", "B"]),
    ],
)
def test_a_cast_is_in_the_order_of_the_credits(orders: list[str], names: list[str]) -> None:
    rows = (
        f"<actor><name>{name}</name><order>{order}</order></actor>" for name, order in zip("ABC", orders, strict=True)
    )
    assert [one.name for one in read("".join(rows)).cast] == names


def test_a_cast_of_thousands_is_cut_and_nameless_actors_are_nobody() -> None:
    rows = "".join(f"<actor><name>{number}</name><role>{'r' * 200}</role></actor>" for number in range(3_000))
    cast = read(f"<actor><role>Nobody</role></actor>{rows}").cast
    assert len(cast) == MAX_CAST - 1 and cast[0].name == "0" and len(cast[0].character) == 120


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        ("<genre>Drama / Crime</genre><genre> Drama </genre><genre/>", "genres", ("Drama", "Crime")),
        ("<genre>Sci-Fi/Fantasy</genre>", "genres", ("Sci-Fi/Fantasy",)),
        ("<writer>A</writer><credits>B / A</credits>", "writers", ("B", "A")),
        ("<set>Old</set>", "collection", "Old"),
        ("<set><name>New</name></set>", "collection", "New"),
        ("<outline>short</outline><plot> </plot>", "synopsis", "short"),
        ("<localtitle>Nebel</localtitle>", "name", "Nebel"),
        ("<title>Fog</title><localtitle>Nebel</localtitle>", "name", "Fog"),
        ("<title>\n  Night\n  Market </title>", "name", "Night Market"),
        ("<title><![CDATA[Salt & <Pepper>]]></title>", "name", "Salt & <Pepper>"),
        ("<title>a & b<![CDATA[ & <![CDATA[ &amp; ]]>& c</title>", "name", "a & b & <![CDATA[ &amp; & c"),
        ("<title>&#8364; &#x20AC; &quot;</title>", "name", '€ € "'),
        ("<season>1</season>", "season", 1),
        ("<season>-1</season>", "season", None),
        ("<season>123456</season>", "season", None),
        ("<episode>0</episode>", "number", 0),
    ],
)
def test_each_field_is_read_from_where_programs_put_it(body: str, field: str, value: object) -> None:
    assert getattr(read(body), field) == value


@pytest.mark.parametrize("root", ["movie", "tvshow", "episodedetails", "MOVIE", "EpisodeDetails"])
def test_the_kind_is_the_root_in_small_letters_and_others_beside_it_are_left_out(root: str) -> None:
    assert read("<title>Fog</title>", root).kind == root.lower()
    found = nfo_read(f"<album/><{root}><title>Fog</title></{root}><artist/>".encode())
    assert [one.name for one in found] == ["Fog"]


@pytest.mark.parametrize("charset", ["idna", "undefined", "hex", "rot13", "nonsense", "utf8", "UTF-8"])
def test_what_is_declared_and_is_no_encoding_of_text_is_read_as_windows_writes_it(charset: str) -> None:
    data = f'<?xml version="1.0" encoding="{charset}"?><movie><title>Café</title></movie>'.encode("cp1252")
    assert nfo_read(data)[0].name == "Café"


@pytest.mark.parametrize(
    "data",
    [
        b"<movie>" * 20_000,
        b"<movie" + b" a='b'" * 5_000 + b"/>",
        b"<movie><title>" + b"&" * 50_000,
        b"<!DOCTYPE m SYSTEM 'http://host/x.dtd'>",
        b"<movie>&#0;</movie>",
        b"<x:movie/>",
        b"\xff\xfe",
        b">" * 50_000,
        b"<?xml" * 200_000,  # each of these once cost time by the square of its size
        b"<!DOCTYPE" * 100_000,
        b"<movie>" + b"thetvdb.com/" * 100_000,
        b"<movie>" + b"<![CDATA[" * 100_000,
        bytes(range(256)) * 100,
    ],
)
def test_a_hostile_file_says_why_it_is_not_read(data: bytes) -> None:
    with pytest.raises(UserError):
        nfo_read(data)


@pytest.mark.parametrize("doctype", ["<!DOCTYPE movie>", "<!doctype movie SYSTEM 'x.dtd'>"])
def test_a_document_type_without_entities_is_passed_over(doctype: str) -> None:
    assert nfo_read(f"{doctype}<movie><title>Fog</title></movie>".encode())[0].name == "Fog"


@pytest.mark.parametrize("declared", ["<!ENTITY a 'b'>", "<!entity a 'b'>", "<!DOCTYPE m [ ]>"])
def test_entities_are_never_declared(declared: str) -> None:
    with pytest.raises(UserError, match="declares entities"):
        nfo_read(f"{declared}<movie/>".encode())


def test_a_file_of_exactly_the_most_bytes_is_read() -> None:
    start, end = b"<movie><title>Fog</title>", b"</movie>"
    assert nfo_read(start + b" " * (MAX_BYTES - len(start) - len(end)) + end)[0].name == "Fog"
