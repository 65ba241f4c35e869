"""What lies near a vector in the product index."""

import numpy as np

from shopping import index
from shopping.answers.shelves import shelf_of
from shopping.matching import SAME_CATEGORY
from vision.types import FloatArray

REACH = 240
"""Pictures that the index is asked for."""


def near(vector: FloatArray, category: str = "", *, bonus: bool = False) -> dict[int, float]:
    """Product pk → the best cosine of its pictures; with ``bonus`` the very category is put before its group."""
    from vision import pictures

    shelf = shelf_of(pictures.stamp(), category)
    scores, ids = index.search(pictures.stamp(), np.asarray(vector)[None], shelf.entries, REACH)
    best: dict[int, float] = {}
    for score, image in zip(scores[0], ids[0], strict=True):
        if int(image) in shelf.entries:
            product, _, kind = shelf.entries[int(image)]
            worth = float(score) + (SAME_CATEGORY if bonus and category and kind == category else 0.0)
            best[product] = max(best.get(product, -1.0), worth)
    return best


def text_vector(text: str) -> FloatArray:
    """The unit vector of some words."""
    from vision.runtime import get_embedder

    return np.asarray(get_embedder().embed_texts([text])[0])


def spread(scores: dict[int, float]) -> dict[int, float]:
    """Cosines of words and pictures lie in a narrow band; here they are spread over 0..1."""
    least, most = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {pk: (score - least) / max(most - least, 1e-6) for pk, score in scores.items()}
