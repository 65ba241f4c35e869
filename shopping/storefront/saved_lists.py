"""Reads a viewer's saved products and lists: who owns what is decided here and in ``list_of``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from shopping.models import ListEntry, Product, ProductImage, Saved, SavedList
from shopping.storefront.cards import numbered_card, price_now
from trendflix.accounts.visitors import Visitor
from trendflix.core.locales.formats import money
from vision.models import Garment

COVERS = 4
BACK_FOR = timedelta(days=30)
"""How long it is told that something is to be had again."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A list as the overview shows it: its first pictures, and how many products there are."""

    row: SavedList | None
    count: int
    pictures: list[str]


def lists_of(visitor: Visitor) -> QuerySet[SavedList]:
    """A viewer's lists by name, each with ``count``."""
    rows = SavedList.objects.filter(viewer=visitor.viewer_id) if visitor.viewer_id else SavedList.objects.none()
    return rows.annotate(count=Count("entries")).order_by("name", "pk")


def list_of(visitor: Visitor, pk: int) -> SavedList | None:
    """One of a viewer's own lists."""
    return lists_of(visitor).filter(pk=pk).first()


def list_shared(token: str) -> SavedList | None:
    """The list that its owner shares at an address."""
    return SavedList.objects.filter(token=token).first() if token else None


def lists_with(visitor: Visitor, product: int) -> list[SavedList]:
    """A viewer's lists, each with ``has``: whether a product is on it; one query, two where a viewer is known."""
    if not visitor.viewer_id:
        return []
    there = ListEntry.objects.filter(list=OuterRef("pk"), saved__product=product)
    return list(lists_of(visitor).annotate(has=Exists(there)))


def saved_of(visitor: Visitor) -> QuerySet[Saved]:
    """Everything that a viewer keeps, newest first."""
    return Saved.objects.filter(viewer=visitor.viewer_id) if visitor.viewer_id else Saved.objects.none()


def saved_on(row: SavedList) -> QuerySet[Saved]:
    """What is on a list, the newest entry first."""
    return Saved.objects.filter(entries__list=row).order_by("-entries__created", "-entries__pk")


def cards_of(rows: Iterable[Saved], now: datetime | None = None) -> list[dict[str, Any]]:
    """Cards of saved products with ``note``, ``lists`` (pks), ``cheaper``, ``before`` and ``is_back``; five queries."""
    now, rows = now or timezone.now(), list(rows)
    products = _products(row.product_id for row in rows)
    garments = Garment.objects.defer("vector").in_bulk([row.garment_id for row in rows if row.garment_id])
    entries: dict[int, list[int]] = {}
    for saved, where in ListEntry.objects.filter(saved__in=rows).values_list("saved_id", "list_id"):
        entries.setdefault(saved, []).append(where)
    return [
        numbered_card(
            products[row.product_id],
            garments.get(row.garment_id or 0),
            available=products[row.product_id].is_for_sale,
            note=row.note,
            lists=entries.get(row.pk, []),
            **marks(row, products[row.product_id], now),
        )
        for row in rows
        if row.product_id in products
    ]


def marks(row: Saved, product: Product, now: datetime) -> dict[str, Any]:
    """What changed since a product was saved: {"cheaper": "$5.00", "before": "$20.00", "is_back": True}."""
    price = price_now(product, now)
    is_same = row.price_then is not None and row.currency_then == product.currency
    is_cheaper = product.is_for_sale and is_same and row.price_then is not None and price < row.price_then
    then = row.price_then if is_cheaper and row.price_then is not None else None
    seen = row.sold_out_seen
    return {
        "cheaper": money(then - price, product.currency) if then is not None else "",
        "before": money(then, product.currency) if then is not None else "",
        "is_back": product.is_for_sale and seen is not None and seen > now - BACK_FOR,
    }


def covers(visitor: Visitor) -> list[Cover]:
    """All that is saved, then each list; four queries."""
    lists = list(lists_of(visitor))
    pks: dict[int | None, list[int]] = {None: list(saved_of(visitor).values_list("product_id", flat=True)[:COVERS])}
    entries = ListEntry.objects.filter(list__in=lists).values_list("list_id", "saved__product_id")
    for where, product in entries.order_by("-created", "-pk"):
        if len(pks.setdefault(where, [])) < COVERS:
            pks[where].append(product)
    products = _products(pk for found in pks.values() for pk in found)
    pictures = {pk: numbered_card(one)["image"] for pk, one in products.items()}
    shown = {where: [pictures[pk] for pk in found if pictures.get(pk)] for where, found in pks.items()}
    everything = Cover(None, saved_of(visitor).count(), shown[None])
    return [everything, *(Cover(row, getattr(row, "count", 0), shown.get(row.pk, [])) for row in lists)]


def _products(pks: Iterable[int]) -> dict[int, Product]:
    """Products with feeds and first pictures; what is hidden is left out."""
    pictures = Prefetch("images", ProductImage.objects.exclude(file="").order_by("position").defer("vector"))
    rows = Product.objects.filter(hidden=False).select_related("feed").prefetch_related(pictures)
    return rows.defer("description").in_bulk(list(set(pks)))
