"""Takes a shop's feed in."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from catalog.services import slug_free
from shopping.feeds import FORMATS, FeedRow, Reject, Shop, read_feed, row_of
from shopping.models import Feed, Product
from shopping.services.products import products_write
from shopping.services.report import Report
from trendflix.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.services import job_queue

BATCH = 200
FETCHERS = 8
PLAIN_NAMES = {"feed", "feeds", "products", "product_feed", "export", "catalog", "catalogue", "index", "data"}
"""File names that say nothing of the shop; the folder's name is taken then."""


@transaction.atomic
def feed_queue(path: Path, name: str = "", form: str = "auto") -> tuple[Feed, Job]:
    """Note a feed file and owe its import; raises ``UserError`` without the file.

    The same name is the same feed; without a name the same file is. An address for a name is the shop's own.
    """
    if not path.is_file():
        raise UserError(f"{path}: there is no such feed.")
    if form not in FORMATS:
        raise UserError(f"{form!r} is no feed format; use one of {', '.join(FORMATS)}.")
    address = urlsplit(name) if "://" in name else None
    name = (address.hostname or "" if address else name).strip()[:120]
    whole = str(path.resolve())
    feed = Feed.objects.filter(name__iexact=name).first() if name else Feed.objects.filter(path=whole).first()
    if feed is None:
        feed = Feed(name=name or _free_name(path))
        feed.slug = slug_free(slugify(feed.name), Feed.objects.values_list("slug", flat=True))
    feed.path, feed.format, feed.file = whole, form, ""
    if address:
        feed.shop_url = f"{address.scheme}://{address.netloc}"
    feed.save()
    return feed, job_queue("import_feed", feed.pk)


@transaction.atomic
def feed_receive(feed: Feed) -> Job:
    """Keep a feed whose file was uploaded, and owe its import."""
    if not feed.slug:
        feed.slug = slug_free(slugify(feed.name), Feed.objects.values_list("slug", flat=True))
    feed.path = ""
    feed.save()
    return job_queue("import_feed", feed.pk)


def _free_name(path: Path) -> str:
    """What a feed is called after its file, or after its folder where the file's name says nothing."""
    whole = path.resolve()
    base = (whole.parent.name if whole.stem.lower() in PLAIN_NAMES else whole.stem)[:110] or "feed"
    taken = {name.lower() for name in Feed.objects.values_list("name", flat=True)}
    name, number = base, 2
    while name.lower() in taken:
        name, number = f"{base} {number}", number + 1
    return name


def feed_import_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Import the feed ``job.subject_id`` from the file it was last given."""
    feed = Feed.objects.filter(pk=job.subject_id).first()
    if feed is None:
        raise UserError(f"Feed {job.subject_id} is gone.")
    path = Path(feed.file.path if feed.file else feed.path)
    if not path.is_file():
        raise UserError(f"{path.name or feed.name}: the feed's file is gone.")
    return feed_import(feed, path, progress).as_json()


def feed_import(feed: Feed, path: Path, progress: Progress = silent) -> Report:
    """Make the feed's products what the file says.

    The file is read to its end before anything is written, so one that breaks off changes nothing; then rows are
    written in short transactions, and what was written before a crash is unchanged the next time. Raises ``UserError``
    that names the line.
    """
    if path.stat().st_size > settings.FEED_MAX_BYTES:
        raise UserError(f"{path.name}: larger than {settings.FEED_MAX_BYTES // 2**20} MiB.")
    progress("reading the feed", 0.0)
    shop = Shop(feed.shop_url, default_currency=settings.FEED_CURRENCY)
    total = sum(1 for _ in read_feed(path, feed.format, shop))
    report, ids = Report(), set[str]()
    with ThreadPoolExecutor(FETCHERS, thread_name_prefix="pictures") as pool:
        for rows in _batches(_rows(path, feed.format, shop, report)):
            progress("taking products in", report.seen / max(total, 1))
            ids |= products_write(feed, rows, path.parent, pool, report)
    report.rejected.sort(key=lambda row: int(row["line"]))
    report.unavailable = _retire(feed, ids)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    Feed.objects.filter(pk=feed.pk).update(imported=timezone.now(), sha256=digest)
    return report


def _rows(path: Path, form: str, shop: Shop, report: Report) -> Iterator[FeedRow]:
    """Good rows of the file; the others go into the report."""
    seen: set[str] = set()
    for entry in read_feed(path, form, shop):
        report.seen += 1
        try:
            row = row_of(entry)
            if row.product_id in seen:
                raise Reject("the id stands in the feed twice")
        except Reject as reason:
            report.reject(entry.line, entry.fields.get("id", ""), str(reason))
            continue
        seen.add(row.product_id)
        yield row


def _batches(rows: Iterator[FeedRow]) -> Iterator[list[FeedRow]]:
    batch: list[FeedRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _retire(feed: Feed, ids: set[str]) -> int:
    """A feed is a snapshot: what is not in it is not to be had. Returns how many products that is news for."""
    there = Product.objects.filter(feed=feed, available=True).values_list("pk", "product_id")
    gone = [pk for pk, product_id in there.iterator(chunk_size=10_000) if product_id not in ids]
    for at in range(0, len(gone), BATCH):
        Product.objects.filter(pk__in=gone[at : at + BATCH]).update(available=False)
    return len(gone)
