"""Which categories a garment may be of, as its views and two models say."""

import numpy as np
import pytest

from tests.vision.film.test_wearing import Encoder
from vision.film.chances import agreed_chances, mixed_chances
from vision.images.wearable import QUESTION
from vision.language.zeroshot import ZeroShotClassifier
from vision.types import FloatArray


def test_views_count_by_their_weight() -> None:
    mixed = mixed_chances([{"skirt": 1.0}, {"dress": 1.0}], [3.0, 1.0])
    assert (mixed["skirt"], mixed["dress"]) == (0.75, 0.25)


def test_a_view_that_says_nothing_does_not_count() -> None:
    assert mixed_chances([{"skirt": 1.0}, {}], [1.0, 1.0])["skirt"] == 1.0
    assert mixed_chances([{}], [1.0]) == {}


def test_what_both_models_see_is_likelier_than_what_one_sees() -> None:
    seen_as_hat = np.array([1.0, 0.0], dtype=np.float32)
    said = {"hat": 0.5, "scarf": 0.5}
    found = agreed_chances(said, seen_as_hat, ZeroShotClassifier(Encoder()))
    assert found["hat"] > 0.9 > found.get("scarf", 0.0)
    assert sum(found.values()) == pytest.approx(1.0, abs=0.05)


def test_where_the_parser_says_nothing_only_the_name_counts() -> None:
    assert agreed_chances({}, np.array([1.0, 0.0], dtype=np.float32), ZeroShotClassifier(Encoder())) == {}


class Sees:
    """A dual encoder that is asked nothing: it sees a category with a chance, and the others with what is left."""

    def __init__(self, **chances: float) -> None:
        self.chances = chances

    def probabilities(self, vectors: FloatArray, question: object) -> FloatArray:
        """(1, answers)."""
        return np.array([[self.chances.get(answer, 0.0) for answer in QUESTION.answers]], dtype=np.float32)


@pytest.mark.parametrize(
    ("said", "seen", "found"),
    [
        ({"hat": 0.64, "scarf": 0.36}, {"hat": 0.36, "scarf": 0.64}, {"hat": 0.5, "scarf": 0.5}),
        ({"hat": 0.9, "scarf": 0.1}, {"hat": 0.9, "scarf": 0.1}, {"hat": 0.9, "scarf": 0.1}),
        # what one of the two holds for impossible is left with a hundredth of the other's word, not with nothing
        ({"hat": 1.0}, {"scarf": 1.0}, {"hat": 0.463, "scarf": 0.463}),
        ({"hat": 0.96, "scarf": 0.04}, {"hat": 1.0}, {"hat": 0.996}),  # a chance of under a fiftieth is left out
    ],
)
def test_two_models_are_joined_by_the_root_of_what_both_say(
    said: dict[str, float], seen: dict[str, float], found: dict[str, float]
) -> None:
    joined = agreed_chances(said, np.zeros(2, dtype=np.float32), Sees(**seen))  # type: ignore[arg-type]  # a double
    assert joined == pytest.approx(found, abs=0.0025) and all(one == round(one, 3) for one in joined.values())


def test_each_word_needs_its_weight() -> None:
    with pytest.raises(ValueError, match="shorter"):
        mixed_chances([{"hat": 1.0}, {"hat": 1.0}], [1.0])
