"""What is asked of a dual encoder: in which words, how often, and from which chance an answer is believed."""

import threading
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from tests.fakes import FakeEmbedder
from vision.language.agreement import AgreementScorer
from vision.language.categories import CATEGORIES, GROUPS, group_of
from vision.language.kinds import kinds_of
from vision.language.vocabulary import PATTERNED, PATTERNS, zero_shot_kinds
from vision.language.zeroshot import FRAMES, Question, ZeroShotClassifier, questions_for
from vision.types import FloatArray
from vision.vectors import unit

UP, SIDE = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


class Axes(FakeEmbedder):
    """Puts texts with "up" at one axis and all else at the other; keeps what it was asked."""

    scale = 1.0

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def embed_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (n, 2)."""
        self.asked.append(list(texts))
        return np.array([UP if "up" in text else SIDE for text in texts])


WAYS = Question("way", {"up": ("up",), "side": ("left", "right")})


def test_each_word_is_put_in_each_frame_and_an_answer_is_the_mean_of_its_words() -> None:
    embedder = Axes()
    question = Question("way", {"half": ("up", "left"), "side": ("right",)})
    found = ZeroShotClassifier(embedder).probabilities(np.stack([UP, SIDE]), question)
    assert embedder.asked[0] == [frame.format(word) for word in ("up", "left") for frame in FRAMES]
    half = np.sqrt(0.5)  # the mean has length one again
    assert found[0, 0] == pytest.approx(np.exp(half) / (np.exp(half) + 1))
    assert found[1, 0] == pytest.approx(np.exp(half) / (np.exp(half) + np.e))


@pytest.mark.parametrize("scale", [0.0, 1.0, 5.0, 1000.0])
def test_the_model_s_scale_says_how_sure_it_is(scale: float) -> None:
    embedder = Axes()
    embedder.scale = scale
    (found,) = ZeroShotClassifier(embedder).probabilities(UP[None], WAYS)
    assert found[0] == pytest.approx(1 / (1 + np.exp(-min(scale, 500)))) and found.sum() == pytest.approx(1)


@pytest.mark.parametrize(("least", "answer"), [(0.5, "up"), (0.5001, ""), (0.0, "up")])
def test_an_answer_is_believed_from_its_least_chance_and_of_equals_the_first(least: float, answer: str) -> None:
    between = unit(UP + SIDE)
    classifier = ZeroShotClassifier(Axes())
    assert classifier.answer(between, Question("way", WAYS.answers, least)) == answer
    turned = Question("way", dict(reversed(list(WAYS.answers.items()))), least)
    assert classifier.answer(between, turned) == ("side" if answer else "")


def test_questions_of_the_same_words_are_embedded_once_whatever_they_are_called_and_others_are_not() -> None:
    embedder = Axes()
    classifier = ZeroShotClassifier(embedder)
    for question in (WAYS, Question("other", {"a": ("up",), "b": ["left", "right"]}, 0.9), WAYS):
        classifier.probabilities(UP[None], question)
    assert len(embedder.asked) == 2
    classifier.probabilities(UP[None], Question("way", {"up": ("up",), "side": ("left",)}))
    assert len(embedder.asked) == 4


def in_threads(count: int, ask: Callable[[], object]) -> None:
    """Call it in that many threads at once."""
    start = threading.Barrier(count)

    def run() -> None:
        start.wait()
        ask()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def test_threads_that_ask_at_once_embed_the_words_once() -> None:
    embedder, answers = Axes(), []
    classifier, scorer = ZeroShotClassifier(embedder), AgreementScorer(embedder)
    in_threads(6, lambda: answers.append(classifier.answer(UP, WAYS)))
    assert answers == ["up"] * 6 and len(embedder.asked) == 2
    in_threads(6, lambda: scorer.agreement(UP[None], ["up"]))
    assert sum(len(texts) > 1 for texts in embedder.asked[2:]) == 1


def test_what_is_said_beyond_the_category_are_answers_and_no_questions_that_have_none() -> None:
    class Sure(ZeroShotClassifier):
        def answer(self, vector: FloatArray, question: Question) -> str:
            return "plain" if question.name == "pattern" else ""

    assert Sure(Axes()).attributes(UP, "top") == {"pattern": "plain"}
    assert Sure(Axes()).attributes(UP, "shoes") == {}


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("chance", [None, 0.0, 1.0])
def test_kinds_are_asked_of_what_has_some_and_patterns_of_what_has_cloth(category: str, chance: float | None) -> None:
    asked = {question.name: question for question in questions_for(category, chance)}
    assert ("kind" in asked) == (category in zero_shot_kinds() and chance != 0.0)
    assert ("pattern" in asked) == (group_of(category) in {"upper", "lower", "neck"})
    if "pattern" in asked:
        assert asked["pattern"].answers == PATTERNS and asked["pattern"].least == 0.8
        assert list(asked)[-1] == "pattern" and {"upper", "lower", "neck"} == PATTERNED


def test_agreement_compares_a_picture_with_its_own_text_alone() -> None:
    vectors = np.stack([UP, SIDE, UP])
    embedder = Axes()
    scorer = AgreementScorer(embedder)
    up, side, wrong = scorer.agreement(vectors, ["Up", "left", "left"])
    assert embedder.asked[-1] == ["up", "left", "left"] and up > 1000 and side == 0.0
    assert wrong == 0.0, "as near as all that it is compared with"


@pytest.mark.parametrize("category", [*CATEGORIES, "", "Top", "upper", "background"])
def test_a_search_group_is_of_categories_and_of_nothing_else(category: str) -> None:
    assert group_of(category) == next((group for group, members in GROUPS.items() if category in members), "")


def test_kinds_keep_their_order_and_lists_are_made_unchangeable() -> None:
    tables: dict[str, dict[str, dict[str, object]]] = {
        "hat": {"beanie": {"words": "beanies", "labels": ["beanie"], "statement": True}, "hat": {"words": "hats"}},
        "bag": {"bag": {"words": "bags", "prompts": ["bag", "purse"]}},
    }
    beanie, hat, bag = kinds_of(tables)
    assert (beanie.name, beanie.category, beanie.words) == ("beanie", "hat", "beanies")
    assert (beanie.labels, beanie.statement, beanie.prompts, beanie.synonyms) == (("beanie",), True, (), ())
    assert (hat.statement, hat.labels, bag.category, bag.prompts) == (False, (), "bag", ("bag", "purse"))
    assert len({beanie, hat, bag}) == 3 and list(kinds_of({})) == []


@pytest.mark.parametrize("fields", [{}, {"words": "x", "name": "y"}, {"words": "x", "category": "y"}])
def test_a_kind_without_words_or_with_two_names_is_an_error(fields: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        list(kinds_of({"hat": {"hat": fields}}))
