"""Takes a shop's feed in."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from shopping.feeds import Shop, read_feed
from shopping.feeds.imports.applying import file_apply_again, rows_apply
from shopping.feeds.imports.columns import columns_to_confirm
from shopping.feeds.imports.endings import cut_short
from shopping.feeds.imports.files import feed_path, feed_unpack, file_digest, files_sweep, uploads_folder
from shopping.feeds.imports.holds import hold_of
from shopping.feeds.imports.report import Report
from shopping.feeds.imports.row_keys import KeptRows, reading_digest
from shopping.feeds.imports.row_spool import Rows, rows_read, rows_spool
from shopping.feeds.imports.runs import Ran, import_record, run_record
from shopping.feeds.imports.samples import sample_of
from shopping.feeds.imports.shops import shop_of
from shopping.feeds.imports.states import (
    feed_set_columns,
    feed_set_failed,
    feed_set_held,
    feed_set_live,
    feed_set_sample,
    feed_set_unconfirmed,
)
from shopping.feeds.imports.unchanged import told_find, told_keep, told_of
from shopping.models import Feed, FeedRun
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.reports import ReportRows

BATCH = 500
"""Rows of one transaction."""


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
        run_record(feed, FeedRun.Outcome.FAILED, Ran(timezone.now(), job, str(error)))
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
    ran = Ran(timezone.now(), rows.job if rows is not None else None, name=path.name)
    try:
        if path.stat().st_size > settings.FEED_MAX_BYTES:
            raise UserError(
                gettext("%(name)s: larger than %(limit)s MiB.")
                % {"name": path.name, "limit": settings.FEED_MAX_BYTES // 2**20}
            )
        progress(gettext_noop("reading the feed"), 0.0)
        digest = file_digest(path)
        report = Report(rows=rows)
        _import(report, feed, *_opened(feed, path, digest), digest, progress, accept=accept)
    except UserError as error:
        feed_set_failed(feed, str(error))
        run_record(feed, FeedRun.Outcome.FAILED, replace(ran, reason=str(error)))
        raise
    import_record(feed, path, digest, report, ran)
    files_sweep(feed.pk)
    return report


def _import(
    report: Report, feed: Feed, path: Path, beside: Path, digest: str, progress: Progress, *, accept: bool
) -> None:
    shop = shop_of(feed, is_alone=beside == uploads_folder())
    feed_set_sample(feed, sample_of(path, feed.format, shop))
    asked = columns_to_confirm(feed, path)
    if asked is not None and not accept:
        report.columns = asked[0]
        feed_set_unconfirmed(feed, *asked)
        return
    if asked is not None:
        feed_set_columns(feed, asked[0])
        shop = replace(shop, columns=asked[0])
    reading = reading_digest(feed.format, shop)
    told = told_find(feed, digest, reading)
    if told is not None:
        file_apply_again(feed, told, beside, report, progress)
    elif not _read_and_apply(report, feed, path, beside, digest, shop, progress, accept=accept):
        return
    if not report.taken and not accept:
        feed_set_failed(feed, nothing_usable(report))
    else:
        feed_set_live(feed, digest)


def _read_and_apply(
    report: Report,
    feed: Feed,
    path: Path,
    beside: Path,
    digest: str,
    shop: Shop,
    progress: Progress,
    *,
    accept: bool,
) -> bool:
    """Read the file to its end, then write what it says; ``False`` where that is held."""
    reading = reading_digest(feed.format, shop)
    with rows_spool() as spool:
        kept = KeptRows(feed, reading)
        rows = rows_read(read_feed(path, feed.format, shop), Rows(spool, BATCH), report, progress, kept)
        if rows.fault and not report.seen:
            raise UserError(rows.fault)
        rows.cut = "" if rows.fault else cut_short(path, feed.format)
        told = told_of(reading, report) if not (rows.fault or rows.cut) else None
        hold = None if accept else hold_of(feed, rows, report)
        if hold is not None:
            report.hold = hold.as_json()
            feed_set_held(feed, report.hold, digest)
            return False
        if rows.fault and not (accept and rows.ids):
            raise UserError(rows.fault)
        if rows.cut:
            report.warn(0, "", rows.cut)
        rows_apply(feed, rows, beside, report, progress)
    if told is not None and report.taken and report.rejected_total == len(told.rejected):
        told_keep(feed, digest, told, rows.ids)
    return True


def _opened(feed: Feed, path: Path, digest: str) -> tuple[Path, Path]:
    """(The file to be read, the folder of its relative pictures)."""
    source, beside = feed_unpack(feed, path, digest)
    return source, Path(feed.beside) if feed.beside and beside == path.parent else beside


def nothing_usable(report: Report) -> str:
    """Why a feed became no products, in one line."""
    if not report.seen:
        return "the feed has no rows"
    return f"not one row could be used; first: {report.first_reason}"
