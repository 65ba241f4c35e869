"""Picture hosts are asked politely, and again later where they were at fault."""

import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pytest_django import Settings

from shopping.feeds.images import fetch as web
from shopping.feeds.images import hosts
from shopping.feeds.images.hosts import Host, retry_after, wait_before
from shopping.feeds.images.retry import pictures_retry_job, retries_due_enqueue
from shopping.feeds.imports.import_feed import feed_import
from shopping.models import Feed, ProductImage
from tests.shopping.conftest import Write, item
from tests.shopping.feeds.test_picture_checks import Server, jpeg, server
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

__all__ = ["server"]
pytestmark = pytest.mark.django_db


class Answers:
    """Answers of a host, in order; then pictures."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *faults: web.HostError) -> None:
        self.faults, self.asked = list(faults), 0
        monkeypatch.setattr("shopping.feeds.images.reader.fetch_if_changed", self)
        monkeypatch.setattr(hosts, "FIRST_WAIT", 0.001)

    def __call__(self, url: str, etag: str, last_modified: str) -> web.Fetched:
        """The next answer."""
        self.asked += 1
        if self.faults:
            raise self.faults.pop(0)
        return web.Fetched(jpeg("red"))


def busy(wait: float = 0.0) -> web.HostError:
    """A host that answers 503."""
    return web.HostError("https://shop.example/a.jpg: answers 503.", is_busy=True, wait=wait)


def remote(number: int) -> dict[str, str]:
    """A row whose picture is on the web."""
    return item(number, image_link=f"https://shop.example/{number}.jpg")


def test_a_busy_host_is_asked_again_within_the_import(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(monkeypatch, busy(), busy())
    report = feed_import(feed, write_feed(remote(1)))
    assert report.warnings == [] and answers.asked == 3 and ProductImage.objects.get().retry_at is None


def test_a_host_that_asks_for_a_long_rest_is_left_alone_as_long(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(monkeypatch, busy(wait=7200.0))
    before = timezone.now()
    report = feed_import(feed, write_feed(*(remote(n) for n in range(1, 9))))
    assert report.created == 8 and answers.asked < 8
    latest = ProductImage.objects.exclude(retry_at=None).latest("retry_at").retry_at
    assert latest is not None and latest >= before + timedelta(hours=2)


def test_what_failed_is_asked_for_again_by_a_schedule_and_then_is_had(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Answers(monkeypatch, *[busy()] * 3)
    feed_import(feed, write_feed(remote(1)))
    image = ProductImage.objects.get()
    assert (image.file, image.tries) == ("", 1) and image.retry_at is not None and "answers 503" in image.error
    assert retries_due_enqueue() == [], "not yet"
    ProductImage.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    assert retries_due_enqueue() == ["pictures_retry"] and retries_due_enqueue() == [], "once"
    asked = answers.asked
    assert pictures_retry_job(Job.objects.get(kind="pictures_retry"), silent) == {"seen": 1, "updated": 1, "failed": 0}
    image.refresh_from_db()
    assert answers.asked == asked + 1 and image.file and (image.error, image.tries) == ("", 0)
    assert not ProductImage.objects.exclude(retry_at=None).exists()


def test_pictures_of_paused_feeds_are_not_asked_for(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    Answers(monkeypatch, *[busy()] * 3)
    feed_import(feed, write_feed(remote(1)))
    ProductImage.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    Feed.objects.update(is_paused=True)
    assert retries_due_enqueue() == []


def test_a_picture_that_is_gone_is_not_asked_for_until_the_next_import(
    feed: Feed, write_feed: Write, server: Server
) -> None:
    server.status = 404
    feed_import(feed, write_feed(item(1), item(2, image_link=f"{server.address}/a.jpg")))
    assert not ProductImage.objects.exclude(retry_at=None).exists()


def test_failures_wait_longer_each_time_and_a_day_at_most() -> None:
    waits = [retry_after(tries).total_seconds() for tries in range(1, 12)]
    assert waits[0] == 600 and waits == sorted(waits) and waits[-1] == 86_400
    assert retry_after(1, 5000).total_seconds() == 5000 and retry_after(90).days == 1
    assert 0.4 < wait_before(1) < 0.7 < wait_before(2) < 1.3


def test_one_host_is_asked_by_so_many_at_once(settings: Settings) -> None:
    settings.PICTURE_HOST_CONNECTIONS, settings.PICTURE_HOST_RATE = 2, 10_000
    host, inside, most = Host(), [0], [0]
    lock = threading.Lock()

    def ask() -> None:
        with host.turn():
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
            time.sleep(0.01)
            with lock:
                inside[0] -= 1

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 2


def test_turns_of_one_host_are_apart_and_none_is_had_while_it_rests(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PICTURE_HOST_RATE = 4
    now = [100.0]
    slept: list[float] = []
    monkeypatch.setattr(hosts, "time", SimpleNamespace(monotonic=lambda: now[0]))
    host = Host(SimpleNamespace(wait=slept.append))  # type: ignore[arg-type]  # an event whose waits take no time
    for _ in range(3):
        with host.turn():
            pass
    host.rest(9.0)
    with host.turn():
        pass
    assert slept == [0.0, 0.25, 0.5, 9.0]
