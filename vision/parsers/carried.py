"""The garment parser that this repository carries; ``vision/carried/MODEL_CARD.md`` says how it was made."""

import hashlib
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from vision import device
from vision.categories import PARTS
from vision.errors import ModelError
from vision.parsers.network import PATCH, ParserNetwork, normalised, scaled
from vision.parsers.regions import regions_of
from vision.parsers.weights import load
from vision.types import FloatArray, Region

WEIGHTS = Path(__file__).resolve().parent.parent / "carried" / "parser" / "model.safetensors"
PIXELS = 230_000
"""Pictures are read at about this many pixels: 640×360 for a film frame."""
CODE = "parser-3"


class CarriedParser:
    """Finds garments in RGB pictures; satisfies ``vision.protocols.GarmentParser``."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        try:
            state = load(weights)
        except OSError as error:
            raise ModelError(f"The garment parser's weights are missing: {weights}") from error
        self._device = device.choose()
        self._network = ParserNetwork(len(PARTS))
        self._network.load_state_dict(state)
        self._network.eval().to(self._device.name)
        self.stamp = f"{CODE}:{hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}"

    def parse(self, images: Sequence[Image.Image]) -> list[list[Region]]:
        """Regions of each picture, best first."""
        return [self._regions(image) for image in images]

    def _regions(self, image: Image.Image) -> list[Region]:
        chances = self.chances(image)
        small = image.resize((chances.shape[2], chances.shape[1]), Image.Resampling.BOX)
        return regions_of(chances, np.asarray(small))

    @torch.inference_mode()
    def chances(self, image: Image.Image) -> FloatArray:
        """Chances (parts, h, w) at half the resolution that the picture is read at."""
        picture = torch.from_numpy(np.array(_resized(image)))[None].to(self._device.name)
        with torch.autocast(self._device.name, dtype=self._device.dtype, enabled=self._device.dtype != torch.float32):
            logits = self._network(normalised(picture))
        height, width = picture.shape[1:3]
        chances = scaled(logits.float(), (height // 2, width // 2))[0].softmax(0)
        return np.asarray(chances.cpu().numpy(), dtype=np.float32)


def _resized(image: Image.Image) -> Image.Image:
    """At about ``PIXELS``, whole patches a side; the shape changes by half a patch at most."""
    scale = min(1.5, math.sqrt(PIXELS / (image.width * image.height)))
    sides = (max(2, round(side * scale / PATCH)) * PATCH for side in (image.width, image.height))
    width, height = sides
    return image.resize((width, height), Image.Resampling.BILINEAR)
