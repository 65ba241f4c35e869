"""Finds pictures that stand for no product: one "coming soon" on many different things is matched to nothing."""

import re
from itertools import groupby

from django.conf import settings
from django.db.models import Count

from shopping.models import Feed, ProductImage
from trendflix.core.deadlocks import rows_update

WORD = re.compile(r"[^\W_]+")
SIZES = frozenset(("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl", "4xl", "5xl"))


def placeholders_mark(feed: Feed) -> dict[str, int]:
    """Mark the pictures that at least ``PLACEHOLDER_PRODUCTS`` different things of a feed share, unmark the others.

    Variants of one style, and sizes of one title, are one thing. Returns how many things share each: SHA-256 → count.
    """
    shared = _shared(feed)
    of_feed = ProductImage.objects.filter(product__feed=feed)
    rows_update(of_feed.filter(placeholder=True).exclude(sha256__in=shared), placeholder=False)
    rows_update(of_feed.filter(placeholder=False, sha256__in=shared), placeholder=True)
    return shared


def _shared(feed: Feed) -> dict[str, int]:
    rows = ProductImage.objects.filter(product__feed=feed, product__available=True).exclude(sha256="")
    often = rows.order_by().values("sha256").annotate(uses=Count("product_id", distinct=True))
    hashes = list(often.filter(uses__gte=settings.PLACEHOLDER_PRODUCTS).values_list("sha256", flat=True))
    named = rows.filter(sha256__in=hashes).order_by("sha256")
    wanted = ("sha256", "product__item_group_id", "product__title", "product__size")
    counts = {
        sha256: len({group or thing(title, size) for _, group, title, size in members})
        for sha256, members in groupby(named.values_list(*wanted), key=lambda row: row[0])
    }
    return {sha256: count for sha256, count in counts.items() if count >= settings.PLACEHOLDER_PRODUCTS}


def thing(title: str, size: str) -> str:
    """A title without words for sizes: what several rows of one product without a group have in common."""
    own = {word.lower() for word in WORD.findall(size)}
    return " ".join(word for word in WORD.findall(title.lower()) if word not in SIZES | own)


def placeholder_uses(feed: Feed, sha256: str) -> str:
    """The address of a marked picture in the feed, to name it in a report."""
    uses = ProductImage.objects.filter(product__feed=feed, sha256=sha256)
    return uses.values_list("source", flat=True).first() or ""
