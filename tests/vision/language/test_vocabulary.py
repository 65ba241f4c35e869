"""The vocabulary holds together, and the tables read from it are what models and stored rows were made with."""

import pytest

from vision.language.categories import CATEGORIES, GROUPS, PARTS, group_of
from vision.language.kinds import KINDS, kinds_of
from vision.language.vocabulary import (
    CCP_LABELS,
    DEMO_KINDS,
    DETECTOR_WORDS,
    FLATLAY_KINDS,
    GARMENT_PROMPTS,
    LABEL_ORDER,
    LUMA_KINDS,
    PATTERNED,
    STATEMENT_NOUNS,
    SYNONYMS,
    zero_shot_kinds,
)
from vision.training.kinds import PARENT, PHRASES


def test_every_category_is_in_one_search_group() -> None:
    assert sorted(category for members in GROUPS.values() for category in members) == sorted(CATEGORIES)
    assert group_of("top") == group_of("outerwear") == "upper" and group_of("none") == ""
    assert set(GROUPS) >= PATTERNED


def test_every_table_leads_to_a_category() -> None:
    assert {kind.category for kind in KINDS} == set(CATEGORIES)
    assert set(DETECTOR_WORDS.values()) <= set(CATEGORIES)
    assert set(CCP_LABELS) == set(PARTS) - {"background"}


def test_every_category_has_a_kind_of_its_name_and_words_for_photos_and_kinds_have_one_category() -> None:
    assert {kind.name for kind in KINDS} >= set(CATEGORIES)
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert list(GARMENT_PROMPTS) == list(CATEGORIES) and all(GARMENT_PROMPTS.values())
    assert set(LABEL_ORDER) == {kind.category for kind in KINDS if kind.labels}


def test_a_label_of_two_words_is_of_the_category_that_is_looked_for_first() -> None:
    assert list(DETECTOR_WORDS.values()).index("dress") < list(DETECTOR_WORDS.values()).index("top")
    assert len(DETECTOR_WORDS) == sum(len(kind.labels) for kind in KINDS)


def test_a_text_is_compared_with_the_statements_that_the_scale_was_measured_with() -> None:
    assert sorted(STATEMENT_NOUNS) == [
        "bag", "coat", "dress", "hat", "hoodie", "jacket", "leggings", "scarf", "shirt", "shoes", "shorts", "skirt",
        "sunglasses", "sweater", "t-shirt", "tank top", "trousers", "watch",
    ]  # fmt: skip


def test_a_field_that_a_kind_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match="promts"):
        list(kinds_of({"hat": {"hat": {"words": "hat", "promts": ["hat"]}}}))


def test_every_kind_that_a_data_set_names_has_phrases_to_train_on() -> None:
    named = {*FLATLAY_KINDS.values(), *DEMO_KINDS.values(), *(kind for _, kind in LUMA_KINDS)}
    assert named <= set(PHRASES)


def test_the_zero_shot_classes_and_their_order_are_those_of_the_stored_attributes() -> None:
    assert {category: list(kinds) for category, kinds in zero_shot_kinds().items()} == {
        "top": ["t-shirt", "tank top", "shirt", "sweater", "hoodie", "blouse"],
        "outerwear": ["jacket", "coat", "blazer"],
        "trousers": ["trousers", "leggings"],
    }
    assert zero_shot_kinds()["trousers"]["trousers"] == ("trousers", "pants", "jeans")


def test_the_kinds_that_the_bundled_encoder_was_trained_on_stay_in_order() -> None:
    assert list(PHRASES)[:10] == [
        "t-shirt", "tank top", "shirt", "long-sleeved top", "hoodie", "polo shirt", "undershirt", "bodysuit", "blouse",
        "sports bra",
    ]  # fmt: skip
    assert len(PHRASES) == 31 and "coat" not in PHRASES and "sweater" not in PHRASES
    assert PARENT["jacket"] == PARENT["blazer"] == "outerwear" and PARENT["leggings"] == "trousers"
    assert len(PARENT) == 13


def test_no_word_has_two_meanings_in_one_row_of_synonyms() -> None:
    assert all(len(set(row)) == len(row) for row in SYNONYMS)
