"""The half of a dual encoder that knows which product a photo shows, and that words stay the same."""

import pytest
import torch
from torch.nn import functional
from transformers import VisionTextDualEncoderModel

from tests.vision.training.tiny import picture, tiny
from vision.nets.embedders.tower import COLOURS, DEEPEST, FORK, SHAPES, WIDTHS, GarmentVisionConfig
from vision.training import likeness
from vision.training.batches import tensors
from vision.training.garments import Sample
from vision.training.kinds import Facts

WORDS = 8


def samples(count: int) -> list[Sample]:
    """Each garment twice."""
    return [Sample(picture(n), f"{n // 2}", Facts("top", style=f"{n // 2}"), "train") for n in range(2 * count)]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> VisionTextDualEncoderModel:
    """A dual encoder with random weights; of each block few directions are kept."""
    monkeypatch.setattr(likeness, "KEPT", 4)
    return tiny(WORDS)


def fitted(model: VisionTextDualEncoderModel) -> VisionTextDualEncoderModel:
    """The model with a half for likeness, the same each time."""
    made = likeness.extended(model)
    torch.manual_seed(1)
    likeness.fit(made, samples(12))
    return made


def read(model: VisionTextDualEncoderModel) -> torch.Tensor:
    """Unit vectors of three texts."""
    tokens = torch.tensor([[1, 5, 9], [1, 7, 2], [3, 3, 4]])
    return functional.normalize(model.get_text_features(input_ids=tokens).pooler_output, dim=-1)


def seen(model: VisionTextDualEncoderModel, count: int) -> torch.Tensor:
    """Vectors of pictures."""
    pixels = tensors(samples(count))[::2]
    found: torch.Tensor = model.get_image_features(pixel_values=pixels).pooler_output
    return found


@torch.inference_mode()
def test_what_words_say_of_pictures_keeps_its_order(small: VisionTextDualEncoderModel) -> None:
    made = fitted(small)
    before, after = read(small) @ seen(small, 12).T, read(made) @ seen(made, 12).T
    assert torch.allclose(before, after, atol=1e-4)
    assert made.config.projection_dim == WORDS + 4 * 4


@torch.inference_mode()
def test_a_second_half_is_given_anew_as_it_was_given_first(small: VisionTextDualEncoderModel) -> None:
    made = fitted(small)
    again = fitted(made)
    assert again.config.projection_dim == made.config.projection_dim
    assert torch.allclose(again.logit_scale, made.logit_scale)
    assert torch.allclose(seen(again, 12), seen(made, 12), atol=1e-4) and torch.allclose(read(again), read(made))


def test_each_block_is_brought_to_its_weight() -> None:
    rows = torch.randn(200, 12) * torch.tensor([1.0, 9.0, 3.0] * 4)
    made = (rows - rows.mean(0)) @ likeness.whitening(rows, [3, 3, 3, 3])
    lengths = [block.square().sum(1).mean().sqrt().item() for block in made.view(-1, 4, 3).unbind(1)]
    assert lengths == pytest.approx(likeness.WEIGHTS, rel=0.01)


def test_directions_in_which_views_differ_are_weighed_down() -> None:
    rng = torch.Generator().manual_seed(0)
    garments = torch.randn(60, 2, generator=rng).repeat(3, 1)
    light = torch.randn(180, 2, generator=rng) * torch.tensor([3.0, 0.1])
    names = [f"worn-{n}" for n in range(60)] * 3
    matrix = likeness.normalising(likeness.within(garments + light, names))
    assert matrix[0, 0] < 0.8 * matrix[1, 1] and torch.allclose(matrix, matrix.T, atol=1e-5)


def test_a_garment_seen_once_says_nothing_of_how_views_differ() -> None:
    rows = torch.tensor([[0.0, 1.0], [0.0, 3.0], [50.0, 0.0]])
    assert likeness.within(rows, ["a", "a", "b"]).tolist() == [[0.0, 0.0], [0.0, 1.0]]


def test_what_all_products_share_tells_none_apart() -> None:
    rows = torch.randn(300, 5) + torch.tensor([9.0, 0.0, 0.0, 0.0, 0.0])
    made = rows @ likeness.without_mean(torch.eye(5), rows)
    assert made.mean(0).norm() < 0.2 and made[:, 1:].std() > 0.9


@torch.inference_mode()
def test_levels_do_not_see_what_the_layers_above_the_fork_learn(small: VisionTextDualEncoderModel) -> None:
    tower = likeness.extended(small).vision_model
    tower.keep_plain()
    before = tower(tensors(samples(3))).pooler_output
    for parameter in tower.encoder.layer[FORK:].parameters():
        parameter.add_(0.1 * torch.randn_like(parameter))
    after = tower(tensors(samples(3))).pooler_output
    learnt = SHAPES + COLOURS
    assert torch.allclose(before[:, SHAPES:], after[:, SHAPES:], atol=1e-5) and before[:, learnt:].abs().sum() > 0
    assert not torch.allclose(before[:, :SHAPES], after[:, :SHAPES], atol=1e-3)


@torch.inference_mode()
def test_before_it_learns_both_ways_see_the_same(small: VisionTextDualEncoderModel) -> None:
    tower = small.vision_model
    tower.keep_plain()
    both = zip(tower.plain.parameters(), tower.encoder.layer[FORK : DEEPEST + 1].parameters(), strict=True)
    assert all(torch.equal(one, other) and one is not other for one, other in both)


@pytest.mark.parametrize("level", [FORK - 1, DEEPEST + 1])
def test_a_level_that_is_not_there_twice_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match=f"each must be one of {FORK} to {DEEPEST}"):
        GarmentVisionConfig(levels=(level,))


def test_levels_are_pooled_beside_shapes_and_colours() -> None:
    config = GarmentVisionConfig(levels=(12, 9))
    assert likeness.block_sizes(config) == [SHAPES, COLOURS, WIDTHS[12], WIDTHS[9]]
    assert config.hidden_size == sum(likeness.block_sizes(config))
