"""Batches for the dual encoder: pairs, hard negatives, and views that keep colour true."""

from collections import Counter

import numpy as np
import pytest
import torch

from vision.nets.embedders.tower import GROUND, NEAR_GROUND
from vision.training.batches import Mix, shares, tensors, varied
from vision.training.garments import SIDE, Sample
from vision.training.kinds import Facts


def sample(identity: str, style: str = "", colour: tuple[int, int, int] = (200, 30, 30)) -> Sample:
    """A square of a colour on the neutral ground."""
    picture = np.full((SIDE, SIDE, 3), 127, dtype=np.uint8)
    picture[40:150, 40:150] = colour
    return Sample(picture, identity, Facts("t-shirt", "red", style=style), "train")


@pytest.fixture
def samples() -> list[Sample]:
    """Six styles in three colours, two photos each; worn and flat garments."""
    shop = [sample(f"S{s}-C{c}", f"S{s}") for s in range(6) for c in range(3) for _ in range(2)]
    return [*shop, *(sample(f"worn-{n}") for n in range(20)), *(sample(f"flat-{n}") for n in range(20))]


def test_garments_come_twice_but_for_those_that_lie_flat(samples: list[Sample]) -> None:
    rows = Mix(samples, np.random.default_rng(0)).draw()
    counts = Counter(samples[row].identity for row in rows)
    flat = {name: count for name, count in counts.items() if name.startswith("flat-")}
    assert set(flat.values()) == {1} and len(flat) == 20
    assert {counts[name] for name in counts.keys() - flat.keys()} == {2} and len(rows) > 50


def test_rare_kinds_are_drawn_more_often_than_they_are_there() -> None:
    drawn = shares(["shirt"] * 90 + ["skirt"] * 10)
    assert np.isclose(drawn.sum(), 1) and 0.2 < drawn[90:].sum() < 0.3


def test_two_photos_of_one_product_are_both_taken(samples: list[Sample]) -> None:
    rows = Mix(samples, np.random.default_rng(0)).draw()
    shop = [row for row in rows if samples[row].facts.style]
    assert len(set(shop)) == len(shop)


def test_colour_variants_of_one_style_meet(samples: list[Sample]) -> None:
    rows = Mix(samples, np.random.default_rng(0)).draw()
    colours = Counter(samples[row].facts.style for row in rows if samples[row].facts.style)
    assert sum(count >= 4 for count in colours.values()) >= 4


def test_the_same_seed_draws_the_same_batches(samples: list[Sample]) -> None:
    first, second = (Mix(samples, np.random.default_rng(7)) for _ in range(2))
    assert [first.draw() for _ in range(3)] == [second.draw() for _ in range(3)]


def test_views_keep_hue_and_leave_the_ground_alone() -> None:
    torch.manual_seed(0)
    pictures = tensors([sample(str(n)) for n in range(12)])
    views = varied(pictures, 96) * 0.5 + 0.5
    ground = (views - GROUND).abs().amax(1) <= NEAR_GROUND
    assert views.shape == (12, 3, 96, 96) and (ground.float().mean((1, 2)) > 0.1).all()
    red, green, blue = views.permute(1, 0, 2, 3)
    strong = (red - green) > 0.2
    assert strong.flatten(1).any(1).all() and (red[strong] > 2 * blue[strong]).float().mean() > 0.9


def test_views_of_one_picture_differ() -> None:
    torch.manual_seed(0)
    first, second = varied(tensors([sample("a"), sample("a")]), 96)
    assert (first - second).abs().mean() > 0.02
