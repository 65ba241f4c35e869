"""Asks again for pictures whose host was at fault: not at the next import, but by a schedule of their own."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from shopping.feeds.images.reader import PictureReader
from shopping.feeds.images.refresh import READ, Picture, Refreshed, images_write, refresh
from shopping.models import ProductImage
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.services import job_queue

RETRY = "pictures_retry"
MAX_AT_ONCE, BATCH, MAX_FEEDS = 5_000, 200, 50


def retries_due_enqueue() -> list[str]:
    """Queue another try for each feed with pictures that are due, and no such job; the kinds of job."""
    due = ProductImage.objects.filter(retry_at__lte=timezone.now(), product__feed__is_paused=False)
    feeds = set(due.order_by().values_list("product__feed_id", flat=True).distinct()[:MAX_FEEDS])
    if not feeds:
        return []
    feeds -= set(Job.objects.filter(kind=RETRY, status__in=Job.OPEN).values_list("subject_id", flat=True))
    return [job_queue(RETRY, feed_id).kind for feed_id in sorted(feeds)]


def pictures_retry_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Ask for the pictures of the feed ``job.subject_id`` that are due; how many came, or failed again."""
    due = ProductImage.objects.filter(product__feed_id=job.subject_id, retry_at__lte=timezone.now())
    ids = list(due.order_by("retry_at", "pk").values_list("pk", flat=True)[:MAX_AT_ONCE])
    counts = {"seen": len(ids), "updated": 0, "failed": 0}
    with PictureReader(settings.MEDIA_ROOT, checks=len(ids)) as reader:
        for at in range(0, len(ids), BATCH):
            reader.heed = partial(progress, gettext_noop("asking for pictures again"), at / len(ids))
            reader.heed()
            found = _batch(ids[at : at + BATCH], reader)
            counts["updated"] += sum(one.has_new_bytes for one in found)
            counts["failed"] += sum(bool(one.image.error) for one in found)
    return counts


def _batch(ids: Sequence[int], reader: PictureReader) -> list[Refreshed]:
    rows = [Picture(*row) for row in ProductImage.objects.filter(pk__in=ids).values_list(*READ)]
    found = list(reader.each(refresh, rows, [row.source for row in rows], [reader] * len(rows)))
    by_product: dict[int, list[Refreshed]] = defaultdict(list)
    for one in found:
        by_product[one.image.product_id or 0].append(one)
    with transaction.atomic():
        images_write(by_product.items())
    return found
