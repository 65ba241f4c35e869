"""Applies what a feed's file says to the products of the feed, and finds what is gone from it."""

from functools import partial
from pathlib import Path

from django.db.models import Q
from django.utils.translation import gettext, gettext_noop

from shopping.feeds.images.placeholders import placeholder_uses, placeholders_mark
from shopping.feeds.images.reader import PictureReader, reader_for
from shopping.feeds.imports.report import Report
from shopping.feeds.imports.row_spool import Rows
from shopping.feeds.imports.unchanged import Told, unchanged_apply
from shopping.feeds.imports.upsert import Writing, products_write
from shopping.models import Feed, Product
from shopping.search.documents import products_unindex
from trendflix.core.deadlocks import MAX_KEYS, rows_update
from trendflix.jobs.progress import Progress


def rows_apply(feed: Feed, rows: Rows, beside: Path, report: Report, progress: Progress) -> None:
    """Make the feed's products what the rows say; products without a row are not to be had any more."""
    done = 0
    with reader_for(feed, beside) as reader:
        writing = Writing(feed, reader, report)
        for batch in rows.batches():
            reader.heed = partial(progress, gettext_noop("taking products in"), done / len(rows.ids))
            reader.heed()
            products_write(batch, writing)
            done += len(batch)
    report.unavailable = _retire(feed, rows)
    _pictures_report(feed, reader, report)


def file_apply_again(feed: Feed, told: Told, beside: Path, report: Report, progress: Progress) -> None:
    """``rows_apply`` for a file whose rows the feed's products are made of already."""
    with reader_for(feed, beside) as reader:
        for fraction in unchanged_apply(told, Writing(feed, reader, report), MAX_KEYS):
            reader.heed = partial(progress, gettext_noop("looking at pictures"), fraction)
            reader.heed()
    _pictures_report(feed, reader, report)


def _pictures_report(feed: Feed, reader: PictureReader, report: Report) -> None:
    """Tell of hosts that were not asked any more, and of pictures that stand for no product."""
    for host, count in reader.refused().items():
        told = gettext("%(host)s: %(count)s pictures were not asked for, since it failed too often")
        report.warn(0, "", told % {"host": host, "count": count})
    for sha256, count in placeholders_mark(feed).items():
        picture = placeholder_uses(feed, sha256)
        told = gettext("%(picture)s: the same picture on %(count)s different products; it is matched to nothing")
        report.warn(0, "", told % {"picture": picture, "count": count})


def _retire(feed: Feed, rows: Rows) -> int:
    """A feed is a snapshot: what is not in it is not to be had. Returns how many products that is news for.

    One whose row was rejected stays as it was, without the key of the row that it was made of.
    """
    there = Product.objects.filter(Q(available=True) | ~Q(row_key=""), feed=feed)
    told = there.values_list("pk", "product_id", "available").iterator(chunk_size=2_000)
    out = [(pk, product_id, available) for pk, product_id, available in told if product_id not in rows.ids]
    gone = [pk for pk, product_id, _ in out if product_id not in rows.rejected_ids]
    for at in range(0, len(out), MAX_KEYS):
        rows_update(Product.objects.filter(pk__in=[pk for pk, _, _ in out[at : at + MAX_KEYS]]), row_key="")
    for at in range(0, len(gone), MAX_KEYS):
        rows_update(Product.objects.filter(pk__in=gone[at : at + MAX_KEYS]), available=False)
        products_unindex(gone[at : at + MAX_KEYS])
    return sum(available for _, product_id, available in out if product_id not in rows.rejected_ids)
