"""What lies near a vector in the product index."""

import numpy as np

from shopping.matching.candidate_cache import shelf_of
from shopping.matching.candidates import products_near
from vision.types import FloatArray

REACH = 240
"""Pictures that the index is asked for."""


def near(vector: FloatArray, category: str = "", *, bonus: bool = False) -> dict[int, float]:
    """Product pk → the best cosine of its pictures; with ``bonus`` the very category is put before its group."""
    from vision.images import product_image

    model = product_image.stamp()
    preferred = category if bonus else ""
    return products_near(model, np.asarray(vector), shelf_of(model, category), REACH, preferred=preferred)


def text_vector(text: str) -> FloatArray:
    """The unit vector of some words."""
    from vision.nets.runtime import get_embedder

    return np.asarray(get_embedder().embed_texts([text])[0])
