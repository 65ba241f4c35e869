"""Which categories a garment may be of, as its views and two models say."""

import numpy as np
import pytest

from tests.vision.film.test_wearing import Encoder
from vision.film.chances import agreed_chances, mixed_chances
from vision.language.zeroshot import ZeroShotClassifier


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
