"""A few products that stand for what is worn in a title."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from catalog.models import Title
from shopping.models import Match, ProductImage
from shopping.storefront.cards import numbered_card
from shopping.storefront.selectors import products_of, shown
from vision.models import Garment

HIGHLIGHTS = 4
AMONG = 12
"""Garments that are asked for, those longest on screen first: several can have the same product."""


def highlights(title: Title, limit: int = HIGHLIGHTS) -> list[dict[str, Any]]:
    """Cards of products of the garments that are longest on screen, each product once; five queries at most."""
    pictured = ProductImage.objects.filter(product=OuterRef("product")).exclude(file="")
    matches = Match.objects.filter(shown(), Exists(pictured))
    of_title = Q(analysis__video__title=title)
    if title.kind == Title.Kind.SHOW:
        of_title = Q(analysis__video__title__season__show=title)
    worn = Garment.objects.filter(of_title, Exists(matches.filter(garment=OuterRef("pk")))).defer("vector")
    garments = {garment.pk: garment for garment in worn.order_by("-seconds", "pk")[:AMONG]}
    best: dict[int, int] = {}
    for garment, product in (
        matches.filter(garment__in=garments).order_by("rank", "-score").values_list("garment_id", "product_id")
    ):
        best.setdefault(garment, product)
    first = {best[pk]: garments[pk] for pk in reversed(garments) if pk in best}
    chosen = list(reversed(first.items()))[:limit]
    products = products_of(pk for pk, _ in chosen)
    return [numbered_card(products[pk], garment) for pk, garment in chosen]
