"""Garments of a film that answer words."""

import numpy as np
import pytest

from playback.models import Video
from shopping.matching import words
from shopping.queries.words import colour_fit, garments_like, is_understood
from vision.language.colour_names import palette_from_json
from vision.models import Garment

RED, TEAL = [[45.0, 62.0, 36.0, 1.0]], [[47.0, -26.0, -8.0, 1.0]]


@pytest.fixture
def measured(video: Video) -> Video:
    """The film's top was measured red, its trousers teal, whatever the model's vectors say."""
    Garment.objects.filter(category="top").update(palette=RED)
    Garment.objects.filter(category="trousers").update(palette=TEAL)
    return video


def categories(video: Video, text: str) -> list[str]:
    """The categories of the garments that answer."""
    rows = Garment.objects.in_bulk(garments_like(video.pk, text))
    return [rows[pk].category for pk in garments_like(video.pk, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("teal trousers", ["trousers"]), ("teal", ["trousers"]), ("red shirt", ["top"]), ("rotes Hemd", ["top"]),
     ("red trousers", []), ("teal shirt", []), ("purple", [])],
)  # fmt: skip
def test_colours_are_met_by_what_was_measured(measured: Video, text: str, expected: list[str]) -> None:
    assert categories(measured, text) == expected


def test_a_garment_that_was_not_measured_is_found_by_the_model(video: Video) -> None:
    assert categories(video, "red top") == ["top"]


def test_every_colour_of_the_words_must_be_there() -> None:
    striped = palette_from_json([[*RED[0][:3], 0.5], [95.0, 0.0, 0.0, 0.5]])
    assert colour_fit(words.read("red white shirt"), striped) > 0.7
    assert colour_fit(words.read("red black shirt"), striped) < 0.2


def test_no_colour_asked_or_none_measured_decides_nothing() -> None:
    assert np.isnan(colour_fit(words.read("shirt"), palette_from_json(RED)))
    assert np.isnan(colour_fit(words.read("red"), ()))


@pytest.mark.django_db
def test_a_colour_in_another_language_is_understood() -> None:
    assert is_understood("bordeaux") and not is_understood("zeppelin")
