"""Models of a few lines in the place of the bundled ones: garments are rectangles of pure colours."""

from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from tests.fakes import FakeEmbedder, FakeParser
from vision.nets import runtime


@pytest.fixture
def fakes() -> Iterator[tuple[FakeParser, FakeEmbedder]]:
    """The fakes in the place of this process's models."""
    parser, embedder = FakeParser(), FakeEmbedder()
    with runtime.use(parser=parser, embedder=embedder):
        yield parser, embedder


@pytest.fixture
def scene() -> Image.Image:
    """Grey, with a red rectangle (a top) above a blue one (trousers)."""
    pixels = np.full((180, 320, 3), 90, dtype=np.uint8)
    pixels[20:80, 100:180] = (220, 20, 20)
    pixels[80:160, 110:170] = (20, 20, 220)
    return Image.fromarray(pixels)
