"""What the dual encoder's losses reward."""

import math

import torch
from torch import Tensor

from vision.training.losses import image_loss, naming_loss, text_loss

NAN = math.nan


def units(*degrees: float) -> Tensor:
    """Unit vectors (n, 2) at angles."""
    angles = torch.tensor(degrees).deg2rad()
    return torch.stack([angles.cos(), angles.sin()], dim=1)


def test_views_of_one_garment_cost_less_when_they_lie_together() -> None:
    identity = torch.tensor([0, 0, 1, 1])
    assert image_loss(units(0, 5, 90, 95), identity) < image_loss(units(0, 90, 5, 95), identity)


def test_a_garment_with_one_view_only_counts_against_others() -> None:
    together = image_loss(units(0, 5, 90), torch.tensor([0, 0, 1]))
    crowded = image_loss(units(0, 5, 2), torch.tensor([0, 0, 1]))
    assert together < crowded and torch.isfinite(image_loss(units(0, 90), torch.tensor([0, 1])))


def test_the_right_name_costs_less_than_the_wrong_one() -> None:
    true = torch.tensor([[1.0, 0.0]])
    assert naming_loss(units(0), units(5, 90), true) < 0.1 < naming_loss(units(85), units(5, 90), true)


def test_names_that_may_be_true_teach_nothing() -> None:
    known = naming_loss(units(0), units(5, 2), torch.tensor([[1.0, NAN]]))
    assert torch.isclose(known, torch.tensor(0.0), atol=1e-4)


def test_several_right_answers_share_the_reward() -> None:
    both = naming_loss(units(0), units(3, -3, 90), torch.tensor([[1.0, 1.0, 0.0]]))
    assert math.isclose(float(both), math.log(2), abs_tol=1e-3)


def test_where_nothing_is_known_nothing_is_learnt() -> None:
    loss = naming_loss(units(0), units(5, 90), torch.tensor([[NAN, 0.0]]))
    assert float(loss) == 0.0


def test_words_and_pictures_are_contrasted_both_ways() -> None:
    true = torch.eye(2)
    assert text_loss(units(0, 90), units(2, 88), true) < text_loss(units(0, 90), units(88, 2), true)
    assert torch.isfinite(text_loss(units(0, 90), units(2, 88), torch.tensor([[1.0, NAN], [NAN, NAN]])))
