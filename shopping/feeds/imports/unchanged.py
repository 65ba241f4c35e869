"""Knows a file that is live already, so that importing it again reads none of its rows."""

import hashlib
import json
import marshal
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from shopping.feeds.images.refresh import is_kept, settled_as_noted
from shopping.feeds.imports.kept import told_path
from shopping.feeds.imports.report import MAX_LISTED, Report, Trouble
from shopping.feeds.imports.row_spool import Taken
from shopping.feeds.imports.upsert import Writing, products_write
from shopping.models import Feed, Product, ProductImage
from trendflix.core.deadlocks import MAX_KEYS
from trendflix.core.folders import replacing

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """What reading a file said, how it was read, and in what state that left the products of its feed."""

    reading: str
    seen: int
    rejected: list[Trouble]
    warnings: list[Trouble]
    state: str = ""


def told_of(reading: str, report: Report) -> Told | None:
    """What a file said, once it is read and before it is applied; ``None`` where that is too much to be kept."""
    if max(report.rejected_total, report.warnings_total) > MAX_LISTED:
        return None
    return Told(_language(reading), report.seen, list(report.rejected), list(report.warnings))


def _language(reading: str) -> str:
    """How a file is read, and the language of what that says."""
    return f"{reading} {get_language()}"


def products_state(feed: Feed) -> str:
    """Changes when any product of a feed is made, removed, or written from another row."""
    found = hashlib.sha256()
    for available in (True, False):  # asked for, not read: what is read of each row costs
        rows = Product.objects.filter(feed=feed, available=available).order_by("pk")
        for row in rows.values_list("pk", "product_id", "row_key").iterator(chunk_size=CHUNK):
            found.update(marshal.dumps(row, 0))
        found.update(b"/")
    return found.hexdigest()


def told_keep(feed: Feed, digest: str, told: Told, lines: dict[str, int]) -> None:
    """Keep what the feed's live file said, in its first line, and the lines of its products, in its second."""
    head = [digest, told.reading, told.seen, told.rejected, told.warnings, products_state(feed)]
    with replacing(told_path(feed.pk)) as scratch, scratch.open("w", encoding="utf-8") as file:
        file.writelines((json.dumps(head), "\n", json.dumps(lines), "\n"))


def told_find(feed: Feed, digest: str, reading: str) -> Told | None:
    """What a file said, if the feed's products are still as its import left them, and it would be read alike."""
    try:
        with told_path(feed.pk).open(encoding="utf-8") as file:
            of, *said = json.loads(file.readline())
        told = Told(*said)
    except (OSError, ValueError, TypeError):
        return None
    is_alike = (of, told.reading) == (digest, _language(reading))
    return told if is_alike and told.state == products_state(feed) else None


def _lines(feed: Feed) -> dict[str, int]:
    """Product id → line."""
    with told_path(feed.pk).open(encoding="utf-8") as file:
        file.readline()
        found: dict[str, int] = json.loads(file.readline())
    return found


def unchanged_apply(told: Told, writing: Writing, size: int) -> Iterator[float]:
    """Report what a file said the last time, and look after the pictures of its products, ``size`` a transaction.

    Yields how far it is, from 0 to 1.
    """
    report = writing.report
    report.seen = told.seen
    for trouble in told.rejected:
        report.reject(trouble["line"], trouble["id"], trouble["reason"])
    for trouble in told.warnings:
        report.warn(trouble["line"], trouble["id"], trouble["reason"])
    pks = _unsettled(writing)
    report.unchanged = told.seen - len(told.rejected) - len(pks)
    lines = _lines(writing.feed) if pks else {}
    for at in range(0, len(pks), size):
        yield at / len(pks)
        rows = (
            Product.objects.filter(pk__in=pks[at : at + size]).order_by("pk").values_list("product_id", "row_key", "pk")
        )
        products_write([Taken(lines.get(row[0], 0), *row) for row in rows], writing)


def _unsettled(writing: Writing) -> list[int]:
    """The products of a file of which a picture is to be looked for."""
    pictures = _pictures(writing.feed)
    settled = settled_as_noted(writing.reader)
    found = set(pictures.exclude(settled).values_list("product_id", flat=True))
    files = set(pictures.filter(settled).values_list("file", flat=True).iterator(chunk_size=CHUNK))
    gone = [name for name in files if not is_kept(name)]
    for at in range(0, len(gone), MAX_KEYS):
        found.update(pictures.filter(file__in=gone[at : at + MAX_KEYS]).values_list("product_id", flat=True))
    return sorted(found)


def _pictures(feed: Feed) -> QuerySet[ProductImage]:
    """Of the products that stand in the feed's file."""
    return ProductImage.objects.filter(product__feed=feed).exclude(product__row_key="").order_by()
