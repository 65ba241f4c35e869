"""What a garment is compared with, where its category is not sure."""

import numpy as np
import pytest

from shopping.index.columns import CODES
from shopping.matching.plausible import NOT_SEARCHED, SAME_CATEGORY, bonus_table, bonuses_of, reached_from


def test_a_garment_of_which_only_the_name_is_known_is_of_that_category() -> None:
    assert bonuses_of("skirt", {}) == {CODES["skirt"]: SAME_CATEGORY}


def test_what_a_garment_was_taken_for_as_well_is_searched_by_its_chance() -> None:
    found = bonuses_of("skirt", {"skirt": 0.6, "dress": 0.3, "trousers": 0.05})
    assert found == {CODES["skirt"]: pytest.approx(0.024), CODES["dress"]: pytest.approx(0.012)}


def test_nothing_worn_on_the_body_is_searched_among_shoes() -> None:
    assert CODES["shoes"] not in bonuses_of("skirt", {"skirt": 0.5, "shoes": 0.5})
    assert list(bonuses_of("shoes", {"shoes": 0.5, "trousers": 0.5})) == [CODES["shoes"]]


def test_the_table_tells_what_is_not_searched_from_what_has_no_bonus() -> None:
    sure, unsure = bonus_table([("skirt", {}), ("skirt", {"skirt": 0.6, "dress": 0.4})])
    assert (sure[CODES["trousers"]], unsure[CODES["trousers"]]) == (0.0, 0.0)
    assert sure[CODES["dress"]] == NOT_SEARCHED and unsure[CODES["dress"]] == np.float32(0.016)


def test_every_garment_that_can_be_compared_with_a_product_is_reached_from_it() -> None:
    assert {"skirt", "dress"} <= reached_from([CODES["dress"]])
    assert reached_from([CODES["shoes"]]) == {"shoes"}
