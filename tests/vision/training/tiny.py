"""A dual encoder that takes a moment, and garments for it to look at."""

import numpy as np
import torch
from transformers import BertConfig, VisionTextDualEncoderConfig, VisionTextDualEncoderModel

from vision.nets.embedders.tower import GarmentVisionConfig, register

SIDE, VOCABULARY = 64, 50


def tiny(words: int) -> VisionTextDualEncoderModel:
    """A dual encoder of pictures of ``SIDE`` px, with so many numbers a vector and random weights, the same each time.

    Texts are tokens below ``VOCABULARY``.
    """
    register()
    torch.manual_seed(0)
    text = BertConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, vocab_size=VOCABULARY
    )
    config = VisionTextDualEncoderConfig.from_vision_text_configs(
        GarmentVisionConfig(image_size=SIDE), text, projection_dim=words
    )
    return VisionTextDualEncoderModel(config).eval()


def picture(seed: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """A garment of one hue with a weave of its own, on the neutral ground; two seeds after each other share the hue."""
    rng = np.random.default_rng(seed // 2)
    made = np.full((SIDE, SIDE, 3), 127, dtype=np.uint8)
    hue = rng.integers(40, 215, 3)
    weave = np.random.default_rng(seed).integers(-20, 20, (SIDE - 16, SIDE - 16, 1))
    made[8:-8, 8:-8] = (hue + weave).clip(0, 255)
    return made
