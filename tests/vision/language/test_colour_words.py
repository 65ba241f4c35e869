"""Words for colours in texts of several languages."""

import pytest

from shopping.search.stems import split
from vision.language.colour_names import BASIC, NAMES
from vision.language.colour_words import ColourWord, Span, _table, colours_in


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


@pytest.mark.parametrize("name", [*BASIC, *(name.name for name in NAMES)])
def test_the_english_name_of_a_colour_stands_for_itself(name: str) -> None:
    assert colours_in(name.split()) == [Span(ColourWord(name), 0, len(name.split()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("red light", [(ColourWord("red", 1), 0, 1, 1)]),
        ("light red dark", [(ColourWord("red", 1), 1, 2, 0)]),  # the word before goes first
        ("red dark blue", [(ColourWord("red", -1), 0, 1, 1), (ColourWord("blue"), 2, 3, None)]),  # one word, one colour
        ("red blue dark", [(ColourWord("red"), 0, 1, None), (ColourWord("blue", -1), 1, 2, 2)]),
        ("light pink", [(ColourWord("light pink"), 0, 2, None)]),  # two words are one name
        ("dark light pink", [(ColourWord("light pink", -1), 1, 3, 0)]),
        ("red light blue", [(ColourWord("red", 1), 0, 1, 1), (ColourWord("light blue"), 1, 3, None)]),
        ("red red", [(ColourWord("red"), 0, 1, None), (ColourWord("red"), 1, 2, None)]),
        ("dark the red", [(ColourWord("red"), 2, 3, None)]),  # beside it, and not near it
        ("light dark", []),
        ("forest", []),
        ("forest greens", []),
        ("forest green", [(ColourWord("forest green"), 0, 2, None)]),
        ("Red", []),  # words are folded already
    ],
)
def test_each_colour_of_a_text_has_its_place_and_its_shade(text: str, expected: list[tuple[object, ...]]) -> None:
    assert colours_in(text.split()) == [Span(*one) for one in expected]  # type: ignore[arg-type]


def test_a_text_of_a_thousand_words_gives_each_shade_to_one_colour() -> None:
    spans = colours_in(["dark", "red"] * 500)
    assert len(spans) == 500 and len({span.shade_at for span in spans if span.shade_at is not None}) == 500
    assert all(span.shade_at in (span.start - 1, span.stop) for span in spans)
