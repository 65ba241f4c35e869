"""The garment parser that this repository carries; ``vision/nets/bundled/MODEL_CARD.md`` says how it was made."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps

from vision.errors import ModelError
from vision.language.categories import PARTS
from vision.masks import region_of
from vision.nets import device, presence
from vision.nets.batching import in_batches
from vision.nets.parallel import side_by_side
from vision.nets.parsers.confirmation import confirmed
from vision.nets.parsers.network import ParserNetwork, normalised, scaled
from vision.nets.parsers.people import people_of
from vision.nets.parsers.regions import regions_of
from vision.nets.parsers.sizes import GLANCE_PIXELS, resized
from vision.nets.parsers.sparse import SparseNetwork
from vision.nets.parsers.weights import load
from vision.types import NOBODY, BoolArray, FloatArray, Glance, Region

WEIGHTS = Path(__file__).resolve().parent.parent / "bundled" / "parser" / "model.safetensors"
MIN_CELL = 0.3
"""Part of a cell that people are thought to cover from which somebody may be in it; without one nobody is."""
SURE_SHARE = 0.04
"""Part of a picture that people are thought to cover from which somebody is in it; below, the parser is asked."""
MAX_RISE = 1.5
"""Seeming people of a shot in which nobody was found are looked at again where they cover this many times more."""
SMALLER_BATCHES = 8
"""A picture takes this many times the memory here that a cut-out takes in an embedder."""
CODE = "parser-4"


class BundledParser:
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
        self._sparse = SparseNetwork(self._network, self._device.dtype) if self._device.name == "cpu" else None
        self._presence = presence.load(device=self._device.name)
        self.stamp = f"{CODE}:{hashlib.sha256(weights.read_bytes()).hexdigest()[:12]}"

    def parse(self, images: Sequence[Image.Image], *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
        """Regions of each picture, best first.

        ``careful`` looks at each picture's mirror image too, and takes the mean of both. ``worn`` asks another network
        who is somebody, so that garments on what is nobody have no wearer.
        """
        if self._sparse is not None:
            return side_by_side(lambda image: self._parsed([image], careful, worn)[0], images)
        return self._parsed(images, careful, worn)

    def _parsed(self, images: Sequence[Image.Image], careful: bool, worn: bool) -> list[list[Region]]:
        found = self._both_ways(images) if careful else self._probabilities(images)
        there = [presence.chances(self._presence, image, self._device.name) if worn else None for image in images]
        return [_regions(*one) for one in zip(images, found, there, strict=True)]

    def glance(self, images: Sequence[Image.Image], *, dismissed: float = 0.0) -> list[Glance]:
        """Whether and where somebody is in each RGB picture.

        A network of few milliseconds says so where it is sure; else this one looks for people, from few pixels, but
        for what was ``dismissed`` in an earlier picture.
        """
        return [self._glance(image, dismissed) for image in images]

    def _glance(self, image: Image.Image, dismissed: float) -> Glance:
        there = presence.chances(self._presence, image, self._device.name)
        cells = np.where(there >= MIN_CELL, there, 0.0)
        share = float(cells.mean())
        if share >= SURE_SHARE:
            return Glance(share, region_of("", 0.0, cells > 0).box)
        if share <= MAX_RISE * dismissed:
            return Glance(0.0, dismissed=dismissed)
        people = self._people(image, there)
        if not people.any():
            return Glance(0.0, dismissed=share)
        return Glance(float(people.mean()), region_of("", 0.0, people).box)

    def _people(self, image: Image.Image, there: FloatArray) -> BoolArray:
        """Where this network sees somebody (h, w) at a small picture, and the other does too."""
        small = resized(image, GLANCE_PIXELS)
        chances = self._sparse.glance(small) if self._sparse else self._dense([small])[0]
        return np.asarray(confirmed(people_of(chances), there) != NOBODY)

    def probabilities(self, image: Image.Image, *, careful: bool = False) -> FloatArray:
        """Chances (parts, h, w) at half the resolution that the picture is read at."""
        return (self._both_ways if careful else self._probabilities)([image])[0]

    def _both_ways(self, images: Sequence[Image.Image]) -> list[FloatArray]:
        mirrored = self._probabilities([ImageOps.mirror(image) for image in images])
        return [_mean(one, other[:, :, ::-1]) for one, other in zip(self._probabilities(images), mirrored, strict=True)]

    def _probabilities(self, images: Sequence[Image.Image]) -> list[FloatArray]:
        if self._sparse is None:
            return self._dense([resized(image) for image in images])
        return [self._sparse.probabilities(image) for image in images]

    def _dense(self, pictures: Sequence[Image.Image]) -> list[FloatArray]:
        """Of whole pictures, those of one shape together: for a GPU, which waits for nothing."""
        found: dict[int, FloatArray] = {}
        for places in _alike(pictures):
            batch = [pictures[place] for place in places]
            size = max(1, self._device.batch // SMALLER_BATCHES)
            found |= dict(zip(places, in_batches(batch, self._batch, size), strict=True))
        return [found[place] for place in range(len(pictures))]

    @torch.inference_mode()
    def _batch(self, images: Sequence[Image.Image]) -> list[FloatArray]:
        pictures = torch.from_numpy(np.stack([np.asarray(image) for image in images])).to(self._device.name)
        with self._device.autocast():
            logits = self._network(normalised(pictures))
        height, width = pictures.shape[1:3]
        probabilities = scaled(logits.float(), (height // 2, width // 2)).softmax(1)
        return list(probabilities.cpu().numpy())


def _regions(image: Image.Image, chances: FloatArray, there: FloatArray | None) -> list[Region]:
    size = chances.shape[2], chances.shape[1]
    return regions_of(chances, np.asarray(image.resize(size, Image.Resampling.BOX)), there)


def _alike(images: Sequence[Image.Image]) -> list[list[int]]:
    """Places of pictures of one size, size by size."""
    places: dict[tuple[int, int], list[int]] = {}
    for place, image in enumerate(images):
        places.setdefault(image.size, []).append(place)
    return list(places.values())


def _mean(chances: FloatArray, others: FloatArray) -> FloatArray:
    """The mean of two looks at one picture, as large as the first: more is read of a picture that shows people more."""
    same = scaled(torch.from_numpy(others.copy()).unsqueeze(0), chances.shape[1:])[0].numpy()
    return np.ascontiguousarray((chances + same) / 2)
