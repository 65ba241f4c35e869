"""A photo shows a garment where the parser is sure of it and the dual encoder sees one of its group too."""

import numpy as np
import pytest

from vision.images import wearable
from vision.images.product_image import RegionEmbedding
from vision.images.wearable import QUESTION, group_chance, sure_category
from vision.language.categories import CATEGORIES
from vision.types import Box, FloatArray

WHOLE = Box(0.0, 0.0, 1.0, 1.0)


class Sees:
    """A dual encoder that sees categories with chances."""

    def __init__(self, **chances: float) -> None:
        self.chances = chances

    def probabilities(self, vectors: FloatArray, question: object) -> FloatArray:
        """(1, answers)."""
        assert vectors.shape == (1, 2)
        return np.array([[self.chances.get(answer, 0.0) for answer in QUESTION.answers]])


@pytest.mark.parametrize(
    ("category", "score", "chances", "found"),
    [
        ("top", 0.8, {"top": 0.5}, "top"),
        ("top", 0.79, {"top": 1.0}, ""),
        ("top", 0.9, {"top": 0.49}, ""),
        ("top", 0.9, {"outerwear": 0.3, "top": 0.2}, "top"),  # one search group
        ("top", 0.9, {"shoes": 0.9, "top": 0.1}, ""),
        ("", 1.0, {"top": 1.0}, ""),
    ],
)
def test_both_must_be_sure(
    monkeypatch: pytest.MonkeyPatch, category: str, score: float, chances: dict[str, float], found: str
) -> None:
    monkeypatch.setattr(wearable, "_classifier", lambda stamp: Sees(**chances))
    monkeypatch.setattr(wearable, "get_embedder", lambda: type("Embedder", (), {"stamp": "x"}))
    seen = RegionEmbedding(np.array([1.0, 0.0], dtype=np.float32), category, WHOLE, score)
    assert sure_category(seen) == found
    if category:
        own = {"top", "outerwear", "dress"}
        assert group_chance(seen) == pytest.approx(sum(one for name, one in chances.items() if name in own))


def test_the_question_has_an_answer_for_every_category() -> None:
    assert set(CATEGORIES) <= set(QUESTION.answers)
