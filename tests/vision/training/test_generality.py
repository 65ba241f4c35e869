"""Recall by folds, under damage, with intervals."""

import numpy as np
import pytest

from tests.fakes import FakeEmbedder
from vision.training.damage import KINDS
from vision.training.garments import Sample
from vision.training.generality import measure, ranks_of
from vision.training.intervals import FOLDS, figure, fold_of
from vision.training.kinds import Facts
from vision.types import ByteArray


def test_the_rank_is_how_many_others_are_at_least_as_near() -> None:
    gallery = np.eye(3, dtype=np.float32)
    queries = np.array([[0.9, 0.4, 0.1], [0.9, 0.4, 0.1], [0.5, 0.5, 0.5]], dtype=np.float32)
    assert ranks_of(queries, gallery, np.array([0, 2, 1])).tolist() == [0, 2, 2]


def test_a_figure_without_doubt_has_no_width() -> None:
    found = figure(np.ones(6, dtype=bool), list("aabbcc"))
    assert (found.recall, found.low, found.high, found.worst) == (1, 1, 1, 1)


def test_photos_of_one_style_are_drawn_together() -> None:
    hits = np.array([True] * 20 + [False] * 20)
    together = figure(hits, ["a"] * 20 + ["b"] * 20)
    apart = figure(hits, [str(number) for number in range(40)])
    assert together.high - together.low > apart.high - apart.low > 0
    assert apart.low < 0.5 < apart.high


def test_the_worst_fold_is_told() -> None:
    styles = [next(str(n) for n in range(500) if fold_of(str(n)) == fold) for fold in range(FOLDS)]
    hits = np.array([True] * (FOLDS - 1) + [False])
    assert figure(hits, styles).worst == 0


def test_nothing_has_no_recall() -> None:
    with pytest.raises(ValueError, match="nothing"):
        figure(np.zeros(0, dtype=bool), [])


def test_a_style_is_in_the_same_fold_in_every_run() -> None:
    assert [fold_of(style) for style in ("WP12", "MH01", "WS11")] == [3, 0, 4]


def sample(colour: tuple[int, int, int], identity: str, part: str) -> Sample:
    """A garment of one colour that fills its picture."""
    picture: ByteArray = np.full((64, 64, 3), colour, dtype=np.uint8)
    return Sample(picture, identity, Facts("t-shirt", style=identity), part)


def test_every_damage_is_measured_for_the_photos_of_a_part_alone() -> None:
    samples = [
        sample((220, 20, 20), "red", "val"), sample((200, 30, 20), "red", "val"),
        sample((20, 20, 220), "blue", "train"), sample((30, 20, 200), "blue", "train"),
    ]  # fmt: skip
    distractors = [sample((20, 220, 20), "green", "val")]
    found = {(kind, k): one.recall for kind, k, one in measure(FakeEmbedder(), samples, distractors, "val")}
    assert set(found) == {(kind, k) for kind in ("none", *KINDS) for k in (1, 5)}
    assert found["none", 1] == 1 and found["warm", 5] == 1


def test_a_distractor_that_is_nearer_costs_the_first_place() -> None:
    samples = [sample((220, 20, 20), "red", "val"), sample((120, 110, 20), "red", "val")]
    distractors = [sample((121, 110, 20), "other", "val")]
    found = {(kind, k): one.recall for kind, k, one in measure(FakeEmbedder(), samples, distractors, "all")}
    assert found["none", 1] == 0 and found["none", 5] == 1
