"""An import that is killed half way and begun again, beside one that was left alone: row by row."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connections

from shopping.feeds.imports import import_feed
from shopping.models import Feed, Product, ProductDocument, ProductImage
from trendflix.bench.clock import Figures

OWN = {"id", "feed_id", "created", "updated"}
"""Columns of a product that two imports of one file write differently."""
CHUNK = 2_000


def killed(feed: Feed, path: Path, whole: Feed) -> Figures:
    """Rows that a killed import left, and the share of all rows that are as in ``whole`` after another."""
    _in_child(feed, path)
    left = Product.objects.filter(feed=feed).count()
    import_feed.feed_import(feed, path)
    pairs = [one == other for one, other in zip(_rows(feed), _rows(whole), strict=True)]
    return {"rows_when_killed": float(left), "same_after_kill": sum(pairs) / len(pairs)}


def _in_child(feed: Feed, path: Path) -> None:
    """Import in a process that ends as a power cut would end it, once half of the rows are written."""
    connections.close_all()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        import_feed.feed_import(feed, path, _dies)
    finally:
        os._exit(1)


def _dies(stage: str, fraction: float) -> None:
    if fraction > 0.5:
        os.kill(os.getpid(), signal.SIGKILL)


def _rows(feed: Feed) -> Iterator[tuple[Any, ...]]:
    """All that an import writes: products with what they are found by, then their pictures; no keys, no clocks."""
    names = [field.attname for field in Product._meta.concrete_fields if field.attname not in OWN]
    products = Product.objects.filter(feed=feed).order_by("product_id")
    yield from products.values_list(*names).iterator(chunk_size=CHUNK)
    found = ProductDocument.objects.filter(product__feed=feed).order_by("product__product_id")
    yield from found.values_list("product__product_id", "main").iterator(chunk_size=CHUNK)
    images = ProductImage.objects.filter(product__feed=feed).order_by("product__product_id", "position")
    told = ("product__product_id", "position", "source", "file", "sha256", "error", "placeholder")
    yield from images.values_list(*told).iterator(chunk_size=CHUNK)
