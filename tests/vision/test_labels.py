"""What garments are called, in each language."""

import pytest
from django.utils import translation

from vision.labels import (
    CATEGORY_NAMES,
    COLOUR_NAMES,
    KIND_NAMES,
    PATTERN_NAMES,
    PLAIN,
    category_name,
    colour_name,
    garment_name,
)
from vision.language.categories import CATEGORIES
from vision.language.colour_names import NAMES
from vision.language.vocabulary import KINDS, PATTERNS


def test_everything_that_an_analysis_can_say_has_a_name() -> None:
    colours = {word for colour in NAMES for word in (colour.name, *colour.basic)}
    assert set(CATEGORIES) == CATEGORY_NAMES.keys() and colours == COLOUR_NAMES.keys()
    assert {kind.name for kind in KINDS} <= KIND_NAMES.keys() | CATEGORY_NAMES.keys()
    assert set(PATTERNS) == {*PATTERN_NAMES, PLAIN}


@pytest.mark.parametrize(
    ("attributes", "english", "german"),
    [
        ({"colour": "orange", "kind": "jacket"}, "orange jacket", "Jacke in Orange"),
        (
            {"colour": "white", "pattern": "striped", "kind": "t-shirt"},
            "white striped t-shirt",
            "T-Shirt in Weiß, gestreift",
        ),
        ({"pattern": "checked"}, "checked top", "Oberteil, kariert"),
        ({"colour": "red", "pattern": "plain"}, "red top", "Oberteil in Rot"),
        ({}, "top", "Oberteil"),
    ],
)
def test_a_garment_is_named_in_the_readers_language(attributes: dict[str, str], english: str, german: str) -> None:
    assert garment_name("top", attributes) == english
    with translation.override("de"):
        assert garment_name("top", attributes) == german


def test_words_of_another_vocabulary_are_shown_as_they_are() -> None:
    with translation.override("de"):
        assert garment_name("toga", {"colour": "mauve", "pattern": "paisley"}) == "toga in mauve, paisley"
        assert (category_name("toga"), colour_name("mauve")) == ("toga", "mauve")
