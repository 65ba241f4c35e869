"""Takes a shop's feed in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from shopping.feeds import Entry, Shop, read_feed
from shopping.feeds.images.placeholders import placeholder_uses, placeholders_mark
from shopping.feeds.images.reader import reader_for
from shopping.feeds.imports.columns import columns_to_confirm
from shopping.feeds.imports.endings import cut_short
from shopping.feeds.imports.files import feed_path, feed_unpack, file_digest, files_sweep
from shopping.feeds.imports.holds import hold_of
from shopping.feeds.imports.report import Report
from shopping.feeds.imports.row_spool import Rows, rows_read, rows_spool
from shopping.feeds.imports.states import (
    feed_set_columns,
    feed_set_failed,
    feed_set_held,
    feed_set_live,
    feed_set_unconfirmed,
)
from shopping.feeds.imports.upsert import products_write
from shopping.models import Feed, Product
from shopping.search.documents import products_unindex
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.reports import ReportRows

BATCH = 200


def feed_import_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Import the feed ``job.subject_id`` from the file it was last given.

    The parameter ``accept`` is the SHA-256 of a file that is to be applied whatever it loses.
    """
    feed = Feed.objects.filter(pk=job.subject_id).first()
    if feed is None:
        raise UserError(gettext("Feed %(number)s is gone.") % {"number": job.subject_id})
    try:
        path = feed_path(feed)
    except UserError as error:
        feed_set_failed(feed, str(error))
        raise
    accepted = job.parameters.get("accept", "")
    is_accepted = bool(accepted) and accepted == file_digest(path)
    with ReportRows(job) as rows:
        return feed_import(feed, path, progress, accept=is_accepted, rows=rows).as_json()


def feed_import(
    feed: Feed, path: Path, progress: Progress = silent, *, accept: bool = False, rows: ReportRows | None = None
) -> Report:
    """Make the feed's products what the file says, unless that must wait for a person.

    The file is read to its end before anything is written; one that breaks off, has no usable row, or would lose too
    many live products is held, and changes nothing, unless it is to be accepted. Then rows are written in short
    transactions, and what was written before a crash is unchanged the next time. Raises ``UserError`` that names the
    line of what cannot be read, when nothing of it can be used.
    """
    try:
        if path.stat().st_size > settings.FEED_MAX_BYTES:
            raise UserError(
                gettext("%(name)s: larger than %(limit)s MiB.")
                % {"name": path.name, "limit": settings.FEED_MAX_BYTES // 2**20}
            )
        progress(gettext_noop("reading the feed"), 0.0)
        digest = file_digest(path)
        report = Report(rows=rows)
        _import(report, feed, *feed_unpack(feed, path, digest), digest, progress, accept=accept)
    except UserError as error:
        feed_set_failed(feed, str(error))
        raise
    files_sweep(feed.pk)
    return report


def _import(
    report: Report, feed: Feed, path: Path, beside: Path, digest: str, progress: Progress, *, accept: bool
) -> None:
    asked = columns_to_confirm(feed, path)
    if asked is not None and not accept:
        report.columns = asked[0]
        feed_set_unconfirmed(feed, *asked)
        return
    if asked is not None:
        feed_set_columns(feed, asked[0])
    with rows_spool() as spool:
        rows = rows_read(_entries(feed, path), spool, report, progress)
        if rows.fault and not report.seen:
            raise UserError(rows.fault)
        rows.cut = "" if rows.fault else cut_short(path, feed.format)
        hold = None if accept else hold_of(feed, rows, report)
        if hold is not None:
            report.hold = hold.as_json()
            feed_set_held(feed, report.hold, digest)
            return
        if rows.fault and not (accept and rows.ids):
            raise UserError(rows.fault)
        if rows.cut:
            report.warn(0, "", rows.cut)
        _apply(feed, rows, beside, report, progress)
    if not report.taken and not accept:
        feed_set_failed(feed, nothing_usable(report))
    else:
        feed_set_live(feed, digest)


def _entries(feed: Feed, path: Path) -> Iterator[Entry]:
    columns = feed.columns if feed.columns_confirmed else {}
    return read_feed(path, feed.format, Shop(feed.shop_url, feed.currency, columns, settings.FEED_CURRENCY))


def nothing_usable(report: Report) -> str:
    """Why a feed became no products, in one line."""
    if not report.seen:
        return "the feed has no rows"
    return f"not one row could be used; first: {report.first_reason}"


def _apply(feed: Feed, rows: Rows, beside: Path, report: Report, progress: Progress) -> None:
    done = 0
    with reader_for(feed, beside) as reader:
        for batch in rows.batches(BATCH):
            progress(gettext_noop("taking products in"), done / len(rows.ids))
            products_write(feed, batch, reader, report)
            done += len(batch)
    for host, count in reader.refused().items():
        told = gettext("%(host)s: %(count)s pictures were not asked for, since it failed too often")
        report.warn(0, "", told % {"host": host, "count": count})
    report.unavailable = _retire(feed, rows.ids | rows.rejected_ids)
    for sha256, count in placeholders_mark(feed).items():
        picture = placeholder_uses(feed, sha256)
        told = gettext("%(picture)s: the same picture on %(count)s different products; it is matched to nothing")
        report.warn(0, "", told % {"picture": picture, "count": count})


def _retire(feed: Feed, ids: set[str]) -> int:
    """A feed is a snapshot: what is not in it is not to be had. Returns how many products that is news for."""
    there = Product.objects.filter(feed=feed, available=True).values_list("pk", "product_id")
    gone = [pk for pk, product_id in there.iterator(chunk_size=10_000) if product_id not in ids]
    for at in range(0, len(gone), BATCH):
        Product.objects.filter(pk__in=gone[at : at + BATCH]).update(available=False)
        products_unindex(gone[at : at + BATCH])
    return len(gone)
