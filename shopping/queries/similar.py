"""Answers "more like it": other styles near a product, and the product's own variants."""

from typing import Any

import numpy as np
from django.utils.translation import gettext

from shopping.matching.nearness import near
from shopping.matching.ranker import best_first
from shopping.models import FOR_SALE, Lookup, Product, ProductImage
from shopping.queries.cards import card, cards
from shopping.storefront.selectors import products_of
from trendflix.core.errors import UserError
from vision.types import FloatArray
from vision.vectors import unit, unpack

SHOWN = 24
VARIANTS = 12


def like_answer(lookup: Lookup) -> dict[str, Any]:
    """{"product", "variants", "products"} of ``{"product": pk}``."""
    product = products_of([lookup.query["product"]]).get(lookup.query["product"])
    if product is None:
        raise UserError(gettext("This product is not sold any more."))
    own = [product.pk, *variants_of(product)]
    vector = vector_of(product)
    others: list[int] = []
    if vector is not None:
        scores = near(vector, product.category, bonus=True)
        others = [pk for pk in best_first(scores) if pk not in own]
    found = products_of(own[1:])
    variants = [card(found[pk]) for pk in own[1:] if pk in found]
    return {"product": card(product), "variants": variants[:VARIANTS], "products": cards(others, SHOWN)}


def variants_of(product: Product) -> list[int]:
    """Other available products of the same style in the same feed."""
    if not product.item_group_id:
        return []
    same = Product.objects.filter(FOR_SALE, feed_id=product.feed_id, item_group_id=product.item_group_id)
    return list(same.exclude(pk=product.pk).order_by("pk").values_list("pk", flat=True)[: 10 * VARIANTS])


def vector_of(product: Product) -> FloatArray | None:
    """The mean of the product's pictures as a unit vector (d,); ``None`` before they were looked at."""
    from vision.images import product_image

    rows = ProductImage.objects.filter(
        product=product, model=product_image.stamp(), vector__isnull=False, placeholder=False
    )
    vectors = [unpack(data) for data in rows.values_list("vector", flat=True) if data]
    return unit(np.mean(vectors, axis=0)) if vectors else None
