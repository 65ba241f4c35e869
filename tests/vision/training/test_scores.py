"""What is measured while a dual encoder is trained."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import torch

from vision.training.garments import SIDE, Sample
from vision.training.kinds import Facts
from vision.training.scores import named, recall

COLOURS = {"red": (220, 20, 20), "blue": (20, 20, 220), "green": (20, 200, 20)}


class Eye:
    """A model whose vectors are mean colours, and whose words are colours."""

    visual_projection = SimpleNamespace(weight=torch.zeros(1))

    def get_image_features(self, pixel_values: torch.Tensor) -> SimpleNamespace:
        """Mean colours."""
        return SimpleNamespace(pooler_output=pixel_values.mean((2, 3)))

    def get_text_features(self, vectors: torch.Tensor) -> SimpleNamespace:
        """What the processor made."""
        return SimpleNamespace(pooler_output=vectors)


class Words(dict[str, torch.Tensor]):
    """Inputs of the text side."""

    def to(self, where: Any) -> "Words":
        """On any device."""
        return self


def processor(text: list[str], **options: Any) -> Words:
    """T-shirts are red, trousers blue, all else green."""
    colour = {"t-shirt": (1.0, -1.0, -1.0), "trousers": (-1.0, -1.0, 1.0)}
    return Words(vectors=torch.tensor([colour.get(word, (-1.0, 1.0, -1.0)) for word in text]))


def sample(identity: str, colour: str, part: str, kind: str = "t-shirt", style: str = "") -> Sample:
    """A picture of one colour."""
    picture = np.zeros((SIDE, SIDE, 3), dtype=np.uint8) + np.array(COLOURS[colour], dtype=np.uint8)
    return Sample(picture, identity, Facts(kind, style=style), part)


def test_a_second_photo_is_sought_among_all_first_photos() -> None:
    shop = [sample("a", "red", "val", style="A")] * 2 + [sample("b", "blue", "train", style="B")] * 2
    assert recall(Eye(), shop) == {"R@1": 1.0, "R@5": 1.0}
    lost = [sample("a", "red", "val", style="A"), sample("a", "blue", "val", style="A"), *shop[2:]]
    assert recall(Eye(), lost) == {"R@1": 0.0, "R@5": 1.0}


def test_garments_that_lie_flat_are_named_by_plain_prompts() -> None:
    flat = [sample("flat-1", "red", "val"), sample("flat-2", "blue", "val"), sample("flat-3", "blue", "train")]
    assert named(Eye(), processor, flat) == {"named": 0.5}
    assert named(Eye(), processor, flat[2:]) == {}
