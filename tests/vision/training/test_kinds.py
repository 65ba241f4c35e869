"""What may be said of a garment, and of which others it is true."""

import math

import numpy as np
import pytest

from vision.colours import SHADES
from vision.language.categories import CATEGORIES
from vision.training.kinds import PARENT, PHRASES, Facts, answers, category_of, questions, say, truth

TEE = Facts("t-shirt", "red", "female", "S1", "desiree tee", "striped")
YES, NO = 1.0, 0.0


@pytest.mark.parametrize("kind", PHRASES)
def test_every_kind_is_one_of_the_parser_s_categories(kind: str) -> None:
    assert category_of(kind) in CATEGORIES


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_said_of_a_garment_is_true_of_it(seed: int) -> None:
    text = say(TEE, np.random.default_rng(seed))
    assert text.words and truth(text.facts, TEE) == YES


@pytest.mark.parametrize(
    ("text", "garment", "expected"),
    [
        (Facts("t-shirt"), TEE, YES),
        (Facts("top"), TEE, YES),
        (Facts("t-shirt", "red"), TEE, YES),
        (Facts("t-shirt", "blue"), TEE, NO),
        (Facts("shorts", "red"), TEE, NO),
        (Facts("t-shirt", "", "male"), TEE, NO),
        (Facts("hoodie"), TEE, NO),
        (Facts("t-shirt", pattern="striped"), TEE, YES),
        (Facts("t-shirt", pattern="checked"), TEE, NO),
        (Facts("t-shirt", "red", style="S1", title="desiree tee"), TEE, YES),
        (Facts("t-shirt", "blue", style="S1", title="desiree tee"), TEE, NO),
        (Facts("t-shirt", "red", style="S2", title="other tee"), TEE, NO),
    ],
)
def test_a_text_is_true_where_all_it_states_agrees(text: Facts, garment: Facts, expected: float) -> None:
    assert truth(text, garment) == expected


@pytest.mark.parametrize(
    ("text", "garment"),
    [
        (Facts("t-shirt", "red"), Facts("t-shirt")),
        (Facts("t-shirt"), Facts("top", "red")),
        (Facts("t-shirt", "", "male"), Facts("t-shirt", "red")),
        (Facts("leggings"), Facts("legwear")),
    ],
)
def test_what_is_not_known_is_neither_true_nor_false(text: Facts, garment: Facts) -> None:
    assert math.isnan(truth(text, garment))


def test_what_is_known_to_differ_is_false_whatever_else_is_unknown() -> None:
    assert truth(Facts("dress", "red"), Facts("t-shirt")) == NO


def test_every_kind_has_words_and_every_wider_kind_is_one() -> None:
    assert set(PARENT) | set(PARENT.values()) <= set(PHRASES) and all(PHRASES.values())


def test_texts_differ() -> None:
    rng = np.random.default_rng(0)
    assert len({say(TEE, rng).words for _ in range(60)}) > 25


def test_every_kind_every_colour_and_whom_it_is_for_are_asked_for() -> None:
    kinds, colours, genders = questions(np.random.default_rng(0))
    assert len(kinds) == len(PHRASES) and len(colours) == len(SHADES)
    assert ["women" in text for text in genders] == [False, True] and all("men" in text for text in genders)
    asked = zip(kinds, PHRASES.values(), strict=True)
    assert all(any(word in text for word in words) for text, words in asked)


def test_the_narrow_kind_is_right_and_the_wider_one_does_not_count() -> None:
    kinds, colours, _ = answers(TEE)
    said = dict(zip(PHRASES, kinds, strict=True))
    assert said["t-shirt"] == YES and said["shorts"] == NO and math.isnan(said["top"])
    assert dict(zip(SHADES, colours, strict=True))["red"] == YES and sum(colours) == YES


def test_an_unknown_colour_is_no_answer() -> None:
    assert all(math.isnan(value) for value in answers(Facts("dress"))[1])


@pytest.mark.parametrize(("gender", "right"), [("male", [YES, NO]), ("female", [NO, YES]), ("unisex", [NO, NO])])
def test_what_is_made_for_all_is_neither_mens_nor_womens(gender: str, right: list[float]) -> None:
    assert answers(Facts("dress", gender=gender))[2] == right
