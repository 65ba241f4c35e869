"""Products of an answer as the panel shows them: one card a style, which says how many variants there are."""

from collections.abc import Sequence
from typing import Any

from shopping.models import Product
from shopping.storefront.cards import numbered_card
from shopping.storefront.selectors import products_of


def cards(pks: Sequence[int], most: int) -> list[dict[str, Any]]:
    """Cards of the products ``pks`` in their order, the first of each style; sold out ones are left out."""
    found = products_of(pks)
    styles: dict[tuple[int, str], list[Product]] = {}
    for pk in pks:
        product = found.get(pk)
        if product is not None and product.is_for_sale:
            styles.setdefault((product.feed_id, product.style), []).append(product)
    return [card(variants[0], len(variants)) for variants in list(styles.values())[:most]]


def card(product: Product, variants: int = 1) -> dict[str, Any]:
    """One card with the product's number."""
    return numbered_card(product, variants=variants)
