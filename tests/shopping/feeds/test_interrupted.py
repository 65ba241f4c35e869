"""An import that dies half way: the next one ends where one that was never interrupted does."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shopping.feeds.imports import applying, import_feed
from shopping.feeds.imports.import_feed import feed_import
from shopping.feeds.imports.upsert import products_write
from shopping.models import Feed, Product, ProductImage
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job
from trendflix.jobs.reaper import jobs_reap
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db(transaction=True)
OWN = ("id", "feed_id", "created", "updated", "product_id__product_id")


class Killed(BaseException):
    """What no handler catches, as a signal."""


def state(feed: Feed) -> list[dict[str, Any]]:
    """All that an import writes of a feed, without keys and clocks."""
    rows = Product.objects.filter(feed=feed).order_by("product_id").values()
    kept = [{name: value for name, value in row.items() if name not in OWN} for row in rows]
    images = ProductImage.objects.filter(product__feed=feed).order_by("product__product_id", "position")
    told = ("product__product_id", "position", "source", "file", "sha256", "error")
    return [*kept, *(dict(zip(told, row, strict=True)) for row in images.values_list(*told))]


@pytest.mark.parametrize("batches", [0, 1, 3])
def test_a_killed_import_is_taken_up_and_ends_as_if_nothing_had_been(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch, batches: int
) -> None:
    monkeypatch.setattr(import_feed, "BATCH", 3)
    before = [item(n) for n in range(12)]
    after = [item(n, price="9.00 USD") for n in range(4, 12)] + [item(n, "blue") for n in range(20, 25)]
    whole = Feed.objects.create(name="Whole", slug="whole", max_loss=1.0)
    Feed.objects.filter(pk=feed.pk).update(max_loss=1.0)
    feed.refresh_from_db()
    for one in (whole, feed):
        feed_import(one, write_feed(*before))
    path = write_feed(*after, name="after.xml")
    feed_import(whole, path)
    Feed.objects.filter(pk=feed.pk).update(path=str(path))
    job = job_queue("import_feed", feed.pk)
    done: list[bool] = []

    def write(*args: Any) -> None:
        if len(done) == batches:
            raise Killed
        done.append(True)
        products_write(*args)

    monkeypatch.setattr(applying, "products_write", write)
    with pytest.raises(Killed):
        job_run(job.pk)
    monkeypatch.setattr(applying, "products_write", products_write)
    Job.objects.filter(pk=job.pk).update(heartbeat=timezone.now() - timedelta(hours=1))
    jobs_reap()  # where the process had no time to give its job back
    ended = job_run(job.pk)
    assert ended is not None and ended.status == Job.Status.DONE
    assert state(feed) == state(whole)
    counts = ended.result
    assert counts["seen"] == counts["created"] + counts["updated"] + counts["unchanged"] == 13
