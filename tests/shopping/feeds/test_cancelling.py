"""Cancelling is heeded in the middle of a batch, not only between batches."""

import threading
import time
from collections.abc import Iterator
from concurrent import futures

import pytest

from shopping.feeds.images import reader as reading
from shopping.feeds.images.fetch import Fetched
from shopping.models import Feed, Product, ProductImage
from shopping.products import embed
from shopping.products.embed import images_embed
from tests.shopping.conftest import Write, item
from tests.shopping.feeds.test_picture_checks import jpeg
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_cancel, job_queue


@pytest.fixture
def silent_host(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A host that does not answer until the test ends; the addresses it was asked for. One asks to cancel all jobs."""
    asked: list[str] = []
    ended = threading.Event()

    def fetch(url: str, etag: str, last_modified: str) -> Fetched:
        asked.append(url)
        ended.wait(20)
        return Fetched(jpeg("red"))

    monkeypatch.setattr(reading, "fetch_if_changed", fetch)
    monkeypatch.setattr(reading, "HEED_SECONDS", 0.02)
    monkeypatch.setattr("trendflix.jobs.progress.WRITE_EVERY_SECONDS", 0.0)
    yield asked
    ended.set()


@pytest.mark.django_db(transaction=True)  # its heartbeat has a connection of its own
def test_an_import_that_waits_for_a_silent_host_is_cancelled_at_once(
    feed: Feed, write_feed: Write, silent_host: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [item(number, image_link=f"https://shop.example/{number}.jpg") for number in range(30)]
    Feed.objects.filter(pk=feed.pk).update(path=str(write_feed(*rows)))
    job = job_queue("import_feed", feed.pk)
    waits = futures.wait

    def wait(*args: object) -> object:
        if silent_host:
            job_cancel(job)
        return waits(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "wait", wait)
    began = time.monotonic()
    ended = job_run(job.pk)
    assert ended is not None and ended.status == Job.Status.CANCELLED
    assert time.monotonic() - began < 10 and len(silent_host) <= reading.FETCHERS
    assert not Product.objects.exists()


@pytest.mark.django_db
def test_looking_at_pictures_ends_between_two_of_them(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shopping.feeds.imports.import_feed import feed_import

    feed_import(feed, write_feed(*(item(number) for number in range(3))))
    opened: list[object] = []
    monkeypatch.setattr(embed, "open_picture", lambda path: opened.append(path))

    def heed() -> None:
        if len(opened) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        images_embed(list(ProductImage.objects.values_list("pk", flat=True)), "stamp", heed)
    assert len(opened) == 2 and not ProductImage.objects.exclude(model="").exists()
