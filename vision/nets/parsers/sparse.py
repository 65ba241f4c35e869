"""The parser's network on a processor: a small picture first, then only those patches of the large one that matter.

Most of a picture is street, wall and sky, which costs as much as what is worn. The small picture tells where people
are; the encoder then sees the large one's patches there and around, and elsewhere what it saw of the small one stands
in, so that the decoder still sees a whole picture. Numbers are bfloat16 where the processor is quick at that, else
linear layers multiply 8-bit integers.
"""

import copy
import warnings
from typing import Any

import cv2
import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from vision.nets.parsers.network import PATCH, ParserNetwork, normalised, scaled
from vision.nets.parsers.sizes import GLANCE_PIXELS, grid_of, pixels_for, resized
from vision.types import BoolArray, FloatArray

MIN_THERE = 0.1
"""Chance of no background from which a patch is looked at closely."""
REACH = 3
"""Patches a side of the square that grows what is looked at closely."""


def quantised(network: ParserNetwork) -> ParserNetwork:
    """A copy whose linear layers multiply 8-bit integers, activations quantised as they come; its input is float32."""
    network = copy.deepcopy(network).float().cpu()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch.ao.quantization announces its move to a package of its own
        quantise: Any = torch.ao.quantization.quantize_dynamic
        made: ParserNetwork = quantise(network, {nn.Linear}, dtype=torch.qint8)
    return made


class SparseNetwork:
    """Chances of the parts (parts, h/2, w/2) of pictures, one at a time; ``dtype``: what the processor is quick at."""

    def __init__(self, network: ParserNetwork, dtype: torch.dtype = torch.float32) -> None:
        self._dtype = dtype
        self._network = quantised(network) if dtype == torch.float32 else copy.deepcopy(network).to(dtype)

    @torch.inference_mode()
    def glance(self, small: Image.Image) -> FloatArray:
        """Of a small picture, whole patches a side."""
        pictures = self._tensor(small)
        return _chances(self._network.decoded(pictures, self._network.encoded(pictures)), small.size)

    @torch.inference_mode()
    def probabilities(self, image: Image.Image) -> FloatArray:
        """Of a picture of any size, at half the resolution that it is read at."""
        small = resized(image, GLANCE_PIXELS)
        glanced = self._tensor(small)
        state = self._network.encoded(glanced)
        chances = _chances(self._network.decoded(glanced, state), small.size)
        share = float(patches_asked(chances, *grid_of(image)).mean())
        large = resized(image, pixels_for(share))
        if not share:
            return _nothing(len(chances), large.size)
        asked = patches_asked(chances, large.height // PATCH, large.width // PATCH)
        return self._looked(self._tensor(large), scaled(state, asked.shape), asked, len(chances))

    def _looked(self, pictures: Tensor, state: Tensor, asked: BoolArray, parts: int) -> FloatArray:
        """The decoder's chances around what was asked for, and nothing elsewhere."""
        patches = torch.from_numpy(np.flatnonzero(asked))
        state = state.flatten(2).clone()
        state[:, :, patches] = self._network.encoded_part(pictures, patches)
        rows, columns = (np.flatnonzero(asked.any(axis=axis)) for axis in (1, 0))
        top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
        part = pictures[:, :, PATCH * top : PATCH * bottom, PATCH * left : PATCH * right]
        seen = state.reshape(1, -1, *asked.shape)[:, :, top:bottom, left:right]
        found = _nothing(parts, (pictures.shape[3], pictures.shape[2]))
        half = PATCH // 2
        chances = _chances(self._network.decoded(part, seen), (part.shape[3], part.shape[2]))
        found[:, half * top : half * bottom, half * left : half * right] = chances
        return found

    def _tensor(self, picture: Image.Image) -> Tensor:
        return normalised(torch.from_numpy(np.array(picture)).unsqueeze(0)).to(self._dtype)


def patches_asked(chances: FloatArray, rows: int, columns: int) -> BoolArray:
    """Which patches (rows, columns) of a large picture show somebody, or lie beside one that does."""
    there = cv2.resize(1 - chances[0], (columns, rows), interpolation=cv2.INTER_AREA) > MIN_THERE
    return np.asarray(cv2.dilate(there.astype(np.uint8), np.ones((REACH, REACH), np.uint8)) > 0)


def _chances(logits: Tensor, size: tuple[int, int]) -> FloatArray:
    width, height = size
    found: FloatArray = scaled(logits.float(), (height // 2, width // 2)).softmax(1)[0].numpy()
    return found


def _nothing(parts: int, size: tuple[int, int]) -> FloatArray:
    """Chances of a picture in which there is background alone, the first of the parts."""
    width, height = size
    found = np.zeros((parts, height // 2, width // 2), dtype=np.float32)
    found[0] = 1.0
    return found
