"""Naming by words that were never labels."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.fakes import FakeEmbedder
from vision.language.categories import CATEGORIES
from vision.language.zeroshot import Question, ZeroShotClassifier, questions_for
from vision.types import FloatArray
from vision.vectors import unit

COLOUR = Question("colour", {"red": ("red",), "green": ("green",), "blue": ("blue", "very blue")})
RED, GREY = unit(np.array([1.0, 0, 0, 0.1], np.float32)), unit(np.array([1.0, 1, 1, 0.1], np.float32))


class CountingEmbedder(FakeEmbedder):
    """Counts the texts that it was asked for."""

    asked = 0

    def embed_texts(self, texts: Sequence[str]) -> FloatArray:
        """As the fake does."""
        self.asked += len(texts)
        return super().embed_texts(texts)


def test_the_likeliest_answer_is_given() -> None:
    assert ZeroShotClassifier(FakeEmbedder()).answer(RED, COLOUR) == "red"


def test_an_answer_that_is_not_likely_enough_is_kept_back() -> None:
    assert ZeroShotClassifier(FakeEmbedder()).answer(GREY, COLOUR) == ""


def test_chances_sum_to_one_in_the_questions_order() -> None:
    probabilities = ZeroShotClassifier(FakeEmbedder()).probabilities(np.stack([RED, GREY]), COLOUR)
    assert (
        probabilities.shape == (2, 3) and np.allclose(probabilities.sum(axis=1), 1) and probabilities[0].argmax() == 0
    )


def test_a_questions_words_are_embedded_once() -> None:
    embedder = CountingEmbedder()
    classifier = ZeroShotClassifier(embedder)
    classifier.answer(RED, COLOUR)
    first = embedder.asked
    classifier.answer(GREY, COLOUR)
    assert first > 0 and embedder.asked == first


@pytest.mark.parametrize("category", CATEGORIES)
def test_questions_have_several_answers_each_with_words(category: str) -> None:
    for question in questions_for(category):
        assert len(question.answers) > 1 and all(question.answers.values()) and 0 < question.least < 1


def test_a_kind_that_is_only_likely_is_not_named() -> None:
    (kind, _) = questions_for("top")
    assert kind.least > 0.9
    classifier = ZeroShotClassifier(FakeEmbedder())
    asked = Question("kind", {"red": ("red",), "green": ("green",)}, kind.least)
    reddish = unit(np.array([1.0, 0.93, 0, 0.1], np.float32))
    assert 0.5 < classifier.probabilities(reddish[None], asked)[0, 0] < kind.least
    assert classifier.answer(reddish, asked) == "" and classifier.answer(RED, asked) == "red"


def test_nobody_asks_for_the_pattern_of_a_watch() -> None:
    assert [question.name for question in questions_for("top")] == ["kind", "pattern"]
    assert questions_for("watch") == []


def test_no_kind_is_named_of_a_category_that_is_not_sure() -> None:
    assert [question.name for question in questions_for("top", 0.6)] == ["pattern"]
    assert questions_for("trousers", 0.95)[0].least < questions_for("trousers")[0].least


@pytest.mark.parametrize(
    ("category", "chance", "names", "least"),
    [("top", None, ["kind", "pattern"], 0.95), ("top", 0.9, ["kind", "pattern"], 0.9), ("top", 0.89, ["pattern"], 0.8)],
)
def test_kinds_are_asked_for_where_the_category_is_sure(
    category: str, chance: float | None, names: list[str], least: float
) -> None:
    asked = questions_for(category, chance)
    assert [one.name for one in asked] == names and asked[0].least == least
