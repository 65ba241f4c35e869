"""Words for colours in texts of several languages."""

import pytest

from shopping.search.stems import split
from vision.language.colour_names import BASIC, NAMES
from vision.language.colour_words import ColourWord, _table, colours_in


def spoken(text: str) -> list[ColourWord]:
    """The colours of a text that somebody typed."""
    return [span.colour for span in colours_in(split(text))]


def test_every_word_stands_for_a_name_that_there_is() -> None:
    assert set(_table().values()) <= {*BASIC, *(name.name for name in NAMES)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rotes Kleid", "red"), ("robe bleue", "blue"), ("vestido negro", "black"), ("camicia bianca", "white"),
        ("weiße Bluse", "white"), ("grüne Jacke", "green"), ("saia cinzenta", "grey"), ("rode jurk", "red"),
        ("czarna sukienka", "black"), ("красное платье", "red"), ("gray coat", "grey"), ("Türkis", "teal"),
        ("maroon jumper", "burgundy"), ("siyah elbise", "black"), ("黒 ドレス", "black"),
    ],
)  # fmt: skip
def test_a_colour_is_read_in_any_language(text: str, name: str) -> None:
    assert [colour.name for colour in spoken(text)] == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dark green jacket", [ColourWord("green", -1)]),
        ("vert clair", [ColourWord("green", 1)]),
        ("light blue jeans", [ColourWord("light blue")]),
        ("forest green and white", [ColourWord("forest green"), ColourWord("white")]),
        ("pale pink dark jeans", [ColourWord("pink", 1)]),
        ("a light jacket", []),
        ("fjord", []),
        ("", []),
    ],
)
def test_shades_belong_to_the_colour_beside_them(text: str, expected: list[ColourWord]) -> None:
    assert spoken(text) == expected


def test_a_span_covers_the_words_of_a_colour_and_tells_where_its_shade_is() -> None:
    (span,) = colours_in(["my", "dark", "red", "coat"])
    assert (span.start, span.stop, span.shade_at) == (2, 3, 1)
    (span,) = colours_in(["light", "blue"])
    assert (span.start, span.stop, span.shade_at) == (0, 2, None)
