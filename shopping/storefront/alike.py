"""Products like one, of what is stored: what stands beside the same garments, then its category, colours and price."""

from typing import Any

import numpy as np
from django.utils import timezone

from shopping.models import Match, Product
from shopping.storefront.cards import numbered_card
from shopping.storefront.selectors import products_of, shown
from shopping.storefront.shop.columns import CATEGORY_CODES, OTHER, Columns, colours_of
from shopping.storefront.shop.snapshot import shop_columns
from vision.models import Garment

ALIKE = 12
MATCHES = 200
OTHER_COLOUR = 1.0
"""As far as a price that is e times higher or lower."""


def alike(product: Product, garments: list[Garment], but: set[int], limit: int = ALIKE) -> list[dict[str, Any]]:
    """Cards of styles like a product, none of ``but`` (pks); three queries."""
    matched = Match.objects.filter(shown(), garment__in=[garment.pk for garment in garments[:5]])
    pks = list(matched.order_by("-score", "pk").values_list("product_id", flat=True)[:MATCHES])
    columns = shop_columns()
    found = products_of(_one_a_style(columns, [*pks, *_near(columns, product, limit + len(but))], but, limit))
    return [numbered_card(one) for one in found.values() if one.is_for_sale]


def _one_a_style(columns: Columns, pks: list[int], but: set[int], limit: int) -> list[int]:
    rows = columns.rows_of(np.array(pks, dtype=np.int64))
    first: dict[int, int] = {}
    for pk, row in zip(pks, rows.tolist(), strict=True):
        if row >= 0 and pk not in but:
            first.setdefault(int(columns.style[row]), pk)
    return list(first.values())[:limit]


def _near(columns: Columns, product: Product, limit: int) -> list[int]:
    """Products of the same category, the nearest in price first, other colours further away."""
    rows = np.flatnonzero(columns.category == CATEGORY_CODES.get(product.category, OTHER))
    price = np.maximum(columns.price_now(timezone.now())[rows], 0.01)
    away = np.abs(np.log(price / max(float(product.price), 0.01)))
    away += OTHER_COLOUR * ((columns.colour[rows] & colours_of(product)) == 0)
    away += 10.0 * (columns.currency[rows] != _currency(columns, product))
    nearest = rows[np.argsort(away, kind="stable")[: 4 * limit]]
    return [int(pk) for pk in columns.pk[nearest]]


def _currency(columns: Columns, product: Product) -> int:
    return columns.currencies.index(product.currency) if product.currency in columns.currencies else -1
