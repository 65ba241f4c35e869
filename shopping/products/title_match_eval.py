"""Measures agreement: does a product's own title fit its picture better than that of another kind or colour?"""

import random
from collections.abc import Sequence
from typing import Any

import numpy as np

from shopping.models import Product, ProductImage
from shopping.products.title_quality import agreements
from trendflix.core.errors import UserError
from vision.types import FloatArray
from vision.vectors import unpack

LEAST = 2


def titles_measure(feed: str = "", seed: int = 0) -> dict[str, Any]:
    """{"products", "auc"} over the main pictures of a feed (its slug), or of all.

    ``auc`` is the chance that a right title agrees more with its picture than a wrong one with its own (area under the
    ROC curve; Mann and Whitney 1947). Raises ``UserError`` where there is nothing to compare.
    """
    from vision import stamps

    rows = ProductImage.objects.filter(position=0, model=stamps.current().pictures, vector__isnull=False)
    if feed:
        rows = rows.filter(product__feed__slug=feed)
    images = list(rows.select_related("product").order_by("pk"))
    others = swapped(images, random.Random(seed))  # noqa: S311 - a draw that can be repeated, no secret
    kept = [(image, other) for image, other in zip(images, others, strict=True) if other is not None]
    if len(kept) < LEAST:
        raise UserError("There are no two products of another category or colour with vectors of the present model.")
    vectors = np.stack([unpack(image.vector or b"") for image, _ in kept])
    right = agreements([image for image, _ in kept], vectors)
    wrong = agreements([other for _, other in kept], vectors)
    return {"products": len(kept), "auc": round(auc(np.array(right), np.array(wrong)), 4)}


def swapped(images: Sequence[ProductImage], draw: random.Random) -> list[ProductImage | None]:
    """For each picture one of a product of another category or colour; ``None`` where there is none."""
    found: list[ProductImage | None] = []
    for image in images:
        others = [other for other in images if _differ(image.product, other.product)]
        found.append(draw.choice(others) if others else None)
    return found


def _differ(one: Product, other: Product) -> bool:
    return one.category != other.category or one.color.lower() != other.color.lower()


def auc(right: FloatArray, wrong: FloatArray) -> float:
    """Share of pairs in which the right one is higher; ties count half."""
    higher, equal = right[:, None] > wrong[None], right[:, None] == wrong[None]
    return float(higher.mean() + equal.mean() / 2)
