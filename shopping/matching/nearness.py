"""What lies near a vector in the product index."""

import numpy as np

from shopping.index import product_index
from shopping.index.columns import CODES, group_codes
from shopping.matching.candidates import products_near
from vision.types import FloatArray

FETCHED = 400
"""Pictures that the index is asked for; what is further than these does not answer."""


def near(vector: FloatArray, category: str = "", *, bonus: bool = False, strictly: bool = False) -> dict[int, float]:
    """Product pk → the best cosine of its pictures.

    A category stands for its whole group, ``strictly`` for itself; with ``bonus`` it is put before its group.
    """
    from vision import stamps

    snapshot = product_index.serving(stamps.current().pictures)
    codes = [CODES[category]] if strictly and category else group_codes(category) if category else None
    return products_near(snapshot, np.asarray(vector), codes, FETCHED, category if bonus else "")


def text_vector(text: str) -> FloatArray:
    """The unit vector of some words."""
    from vision.nets.runtime import get_embedder

    return np.asarray(get_embedder().embed_texts([text])[0])
