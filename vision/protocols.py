"""What the vision app asks of a model, whoever made it."""

from collections.abc import Sequence
from typing import Protocol

from PIL import Image

from vision.types import FloatArray, Glance, Region


class GarmentParser(Protocol):
    """Finds what is worn in pictures."""

    @property
    def stamp(self) -> str:
        """Names the weights and the code that reads them; results with another stamp are stale."""

    def parse(self, images: Sequence[Image.Image], *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
        """The regions of each RGB picture, best first; an empty list where nothing is worn.

        ``careful``: better ones at up to twice the time, where the parser has a way to. ``worn``: only what people
        wear is asked for, so that a parser may look no further where nobody is.
        """

    def glance(self, images: Sequence[Image.Image], *, dismissed: float = 0.0) -> list[Glance]:
        """Whether and where somebody is in each RGB picture, at a small part of the time of ``parse``.

        ``dismissed``: the same field of an earlier picture of the shot; what seems to be no more is nobody as well. A
        parser that cannot tell cheaply says that people cover everything.
        """


class Embedder(Protocol):
    """Maps pictures and words into one space (Radford et al. 2021, CLIP)."""

    @property
    def stamp(self) -> str:
        """Names the weights and the code that reads them; vectors with another stamp cannot be compared."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def scale(self) -> float:
        """What cosines of pictures and words are multiplied with before a softmax."""

    def embed_images(self, images: Sequence[Image.Image]) -> FloatArray:
        """Unit vectors (n, dimensions) of RGB pictures."""

    def embed_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (n, dimensions) of texts."""
