"""How a parser's pixels are counted against true masks."""

import logging

import numpy as np
import pytest

from vision.language.categories import PARTS
from vision.training.iou import overlaps, tell
from vision.training.people import Labelled
from vision.types import ByteArray

TOP, SKIRT = PARTS.index("top"), PARTS.index("skirt")


def photo(rows: int) -> Labelled:
    """So many rows of ten are a top."""
    parts = np.zeros((10, 4), dtype=np.uint8)
    parts[:rows] = TOP
    return Labelled(np.full((10, 4, 3), rows, dtype=np.uint8), parts)


def five_rows_of(part: int) -> ByteArray:
    """What is always seen."""
    seen = np.zeros((10, 4), dtype=np.uint8)
    seen[:5] = part
    return seen


def test_pixels_are_counted_over_all_photos() -> None:
    scores = overlaps([photo(5), photo(10)], lambda _: five_rows_of(TOP))
    assert scores == {"background": 5 / 10, "top": 10 / 15}


def test_what_is_seen_where_nothing_is_counts_against_it() -> None:
    assert overlaps([photo(5)], lambda _: five_rows_of(SKIRT)) == {"background": 1.0, "top": 0.0, "skirt": 0.0}


def test_the_mean_is_told_with_the_background_and_without(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        tell({"background": 1.0, "top": 0.5, "tie": 0.0, "skin": 0.7})
    assert caplog.messages[-1] == "mean IoU over 2 parts 0.600, with the background 0.733"
