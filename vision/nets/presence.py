"""Where somebody is in a picture, for a few milliseconds: a small head on what the bundled image tower sees first.

The tower's lower layers are those of ImageNet, which nothing here has taught; the head was trained on them, see
``vision/training/train_presence.py``. It works with any ``CLIP_MODEL``, since the bundled tower is always there.
"""

import math
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import MobileNetV2Config, MobileNetV2Model

from vision.errors import ModelError
from vision.nets.embedders.clip import BUNDLED
from vision.nets.embedders.tower import FORK, WIDTHS, fuse
from vision.nets.parsers.network import normalised
from vision.types import FloatArray

WEIGHTS = BUNDLED.parent / "presence" / "model.safetensors"
CELL = 16
"""Pixels a side of what one answer is given for."""
PIXELS = 23_000
"""Pictures are read at about this many."""
TAPS = (7, 11)
"""The layers whose features the head sees, both at a sixteenth of the resolution."""
FEATURES = sum(WIDTHS[layer] for layer in TAPS)
TOWER = "vision_model."


class Presence(nn.Module):
    """Pictures (n, 3, h, w), ImageNet-normalised, sides multiples of ``CELL`` → logits (n, h/16, w/16) of people."""

    def __init__(self) -> None:
        super().__init__()
        tower = MobileNetV2Model(MobileNetV2Config(tf_padding=False, layer_norm_eps=1e-5), add_pooling_layer=False)
        self.stem, self.layers = tower.conv_stem, tower.layer[: TAPS[-1] + 1]
        self.head = nn.Sequential(
            nn.BatchNorm2d(FEATURES),
            nn.Conv2d(FEATURES, 48, 1),
            nn.ReLU(),
            nn.Conv2d(48, 32, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(32, 1, 1),
        )

    def features(self, pictures: Tensor) -> Tensor:
        """What the head sees (n, FEATURES, h/16, w/16)."""
        state, taken = self.stem(pictures.contiguous(memory_format=torch.channels_last)), []
        for number, layer in enumerate(self.layers):
            state = layer(state)
            if number in TAPS:
                taken.append(state)
        return torch.cat(taken, dim=1)

    def forward(self, pictures: Tensor) -> Tensor:
        """Logits of the part of each cell that people cover."""
        logits: Tensor = self.head(self.features(pictures)).squeeze(1)
        return logits


def load(head: Path | None = WEIGHTS, device: str = "cpu") -> Presence:
    """The network with the bundled tower's layers; its head as it was trained, or untrained without a file.

    Raises ``ModelError`` where weights are missing.
    """
    network = Presence()
    try:
        network.load_state_dict(_tower_state(BUNDLED / "model.safetensors"), strict=False)
        if head is not None:
            network.head.load_state_dict({name: value.float() for name, value in load_file(head).items()})
    except OSError as error:
        raise ModelError(f"The weights that tell where somebody is are missing: {head}") from error
    network.eval()
    fuse(network)
    return network.to(device)


def _tower_state(file: Path) -> dict[str, Tensor]:
    """Weights of the stem and of the layers: those below the fork, and the untaught way above it."""
    names = {f"{TOWER}encoder.conv_stem.": "stem."}
    for number in range(TAPS[-1] + 1):
        source = f"encoder.layer.{number}." if number < FORK else f"plain.{number - FORK}."
        names[TOWER + source] = f"layers.{number}."
    with safe_open(file, "pt") as kept:
        return {
            own + name.removeprefix(theirs): kept.get_tensor(name).float()
            for name in kept.keys()  # noqa: SIM118 - no mapping
            for theirs, own in names.items()
            if name.startswith(theirs)
        }


def shape_of(width: int, height: int) -> tuple[int, int]:
    """Width and height, multiples of ``CELL``, that a picture of some size is read at."""
    scale = math.sqrt(PIXELS / (width * height))
    across, down = (max(2, round(side * scale / CELL)) * CELL for side in (width, height))
    return across, down


@torch.inference_mode()
def chances(network: Presence, image: Image.Image, device: str = "cpu") -> FloatArray:
    """The part of each cell (h/16, w/16) of an RGB picture that people are thought to cover."""
    small = image.resize(shape_of(*image.size), Image.Resampling.BILINEAR, reducing_gap=2.0)
    logits = network(normalised(torch.from_numpy(np.array(small)[None]).to(device)))
    return np.asarray(logits[0].sigmoid().float().cpu().numpy())
