"""Products by words, by a picture, or by both: what the feed says and what the model sees, together.

The model's part is retrieval in one space of pictures and words (Radford et al. 2021, CLIP); the feed's part is
``shopping.matching.words``. Both are shares of 0..1 and added, so that a picture with "in red" is a query of its own.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from shopping.matching import words
from shopping.matching.candidates import Shelf, products_near, spread
from shopping.models import Product
from trendflix.core.errors import UserError
from vision.language.categories import CATEGORIES
from vision.types import FloatArray

REACH = 400
"""Pictures that the index is asked for; what is further than these does not answer."""
SEEN_WORDS = 0.5
"""How much the model's view of the words counts beside the feed's own, which names colours and kinds outright."""
WORDS_BESIDE_PICTURE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """One product that answers a query; ``score`` is comparable within one answer only."""

    pk: int
    product_id: str
    item_group_id: str
    title: str
    score: float


def find(text: str = "", image: Image.Image | None = None, category: str = "", top: int = 12) -> list[Found]:
    """Available products, best first. Raises ``UserError`` where nothing, or an unknown category, is asked for."""
    if category and category not in CATEGORIES:
        raise UserError(f"{category!r} is no category; use one of {', '.join(CATEGORIES)}.")
    if not text.strip() and image is None:
        raise UserError("Say what to look for: words, a picture, or both.")
    if top < 1:
        raise UserError(f"{top} is no number of products; ask for 1 or more.")
    total: dict[int, float] = {}
    if image is not None:
        _add(total, _by_picture(image, category), 1.0)
    if text.strip():
        share = 1.0 if image is None else WORDS_BESIDE_PICTURE
        _add(total, words.scores(words.read(text), category), share)
        _add(total, _by_words(text, category), share * SEEN_WORDS)
    return _rows(total, top)


def _add(total: dict[int, float], scores: dict[int, float], weight: float) -> None:
    for pk, score in scores.items():
        total[pk] = total.get(pk, 0.0) + weight * score


def _by_picture(image: Image.Image, category: str) -> dict[int, float]:
    from vision.images import product_image

    return _near(product_image.embed_products([image], [category or None])[0].vector, category)


def _by_words(text: str, category: str) -> dict[int, float]:
    from vision.nets.runtime import get_embedder

    return spread(_near(get_embedder().embed_texts([text])[0], category))


def _near(vector: FloatArray, category: str) -> dict[int, float]:
    from vision import stamps

    model = stamps.current().pictures
    shelf = Shelf.of(model, category)
    if category:  # the shelf holds the whole group, for garments that a parser names; here a person named it
        shelf = Shelf({pk: entry for pk, entry in shelf.entries.items() if entry[2] == category})
    found = products_near(model, np.asarray(vector), shelf, REACH)
    return {product: max(0.0, score) for product, score in found.items()}


def _rows(total: dict[int, float], top: int) -> list[Found]:
    ordered = sorted(total, key=lambda pk: (-total[pk], pk))[:top]
    products = Product.objects.in_bulk(ordered)
    return [
        Found(pk, products[pk].product_id, products[pk].item_group_id, products[pk].title, round(total[pk], 4))
        for pk in ordered
        if pk in products
    ]
