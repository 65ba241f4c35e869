"""A few of the products worn in a film, or in several titles, for pages that lead to more of them."""

from collections.abc import Sequence
from typing import Any

from playback.models import Video
from shopping.models import Match
from shopping.storefront.cards import product_card
from shopping.storefront.garment_pages import shoppable
from shopping.storefront.selectors import products_of, shown
from vision.models import Garment

TITLES_LOOKED_AT = 12
"""Titles whose garments are read for a preview of several."""
ROWS_LOOKED_AT = 200


def worn_preview(video: Video, limit: int) -> list[dict[str, Any]]:
    """Cards of the first product of the first garments of a film, a product once; five queries."""
    chosen = shoppable(video)[: 2 * limit]
    rows = Match.objects.filter(shown(), garment__in=chosen).order_by("rank", "-score", "pk")
    first: dict[int, int] = {}
    for garment, product in rows.values_list("garment_id", "product_id"):
        first.setdefault(garment, product)
    worn: dict[int, int] = {}
    for garment in chosen:
        worn.setdefault(first[garment], garment)
    keys = list(worn)[:limit]
    products, garments = products_of(keys), Garment.objects.only("pk").in_bulk([worn[key] for key in keys])
    return [product_card(products[key], garments[worn[key]]) for key in keys]


def worn_in_titles(titles: Sequence[int], limit: int) -> list[dict[str, Any]]:
    """Cards of the products that match best what is worn in these titles (pks), a product once; three queries."""
    among = list(titles)[:TITLES_LOOKED_AT]
    rows = Match.objects.filter(shown(), rank=1, garment__analysis__video__title__in=among).order_by("-score", "pk")
    keys = list(dict.fromkeys(rows.values_list("product_id", flat=True)[:ROWS_LOOKED_AT]))[:limit]
    found = products_of(keys)
    return [product_card(found[key]) for key in keys if key in found]
