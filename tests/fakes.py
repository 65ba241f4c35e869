"""Stand-ins for models: quick, exact, and without weights."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from vision.colours import GROUND
from vision.types import Box, FloatArray, Glance, Region
from vision.vectors import unit

COLOURS = {"top": 0, "dress": 1, "trousers": 2}
"""Categories by the channel that is high in them: red, green, blue."""


class FakeParser:
    """Finds rectangles of nearly pure red, green, or blue."""

    stamp = "fake-parser"

    def parse(self, images: Sequence[Image.Image], *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
        """One region a colour that is there."""
        return [[region for c in COLOURS if (region := self._find(image, c)) is not None] for image in images]

    def glance(self, images: Sequence[Image.Image], *, dismissed: float = 0.0) -> list[Glance]:
        """The part that the rectangles cover."""
        return [Glance(min(1.0, sum(region.box.area for region in regions))) for regions in self.parse(images)]

    def _find(self, image: Image.Image, category: str) -> Region | None:
        pixels = np.asarray(image).astype(int)
        channel = COLOURS[category]
        others = np.delete(pixels, channel, axis=2).max(axis=2)
        where = (pixels[..., channel] > 150) & (others < 90)
        if where.mean() < 0.005:
            return None
        rows, columns = np.flatnonzero(where.any(axis=1)), np.flatnonzero(where.any(axis=0))
        height, width = where.shape
        top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
        box = Box(left / width, top / height, (right - left) / width, (bottom - top) / height)
        return Region(category, 0.9, box, where[top:bottom, left:right])


class FakeEmbedder:
    """A picture's vector is the mean colour of what is not ground; a text's, the colour it names."""

    stamp = "fake-embedder"
    dimensions = 4
    scale = 20.0

    def embed_images(self, images: Sequence[Image.Image]) -> FloatArray:
        """Unit vectors (n, 4)."""
        return unit(np.array([self._colour(image) for image in images], dtype=np.float32).reshape(-1, 4))

    def embed_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (n, 4)."""
        rows = [[float(word in text) for word in ("red", "green", "blue")] + [0.1] for text in texts]
        return unit(np.array(rows, dtype=np.float32).reshape(-1, 4))

    def _colour(self, image: Image.Image) -> list[float]:
        pixels = np.asarray(image).reshape(-1, 3).astype(float)
        garment = pixels[np.abs(pixels - GROUND).max(axis=1) > 4]
        mean = garment.mean(axis=0) if len(garment) else np.zeros(3)
        return [*(mean / 255), 0.1]
