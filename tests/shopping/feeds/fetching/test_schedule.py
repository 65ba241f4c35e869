"""When feeds are looked at."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from shopping.feeds.fetching.schedule import feed_pause, feed_resume, feed_run_now, feeds_due_enqueue, is_late
from shopping.feeds.selectors import standing_of
from shopping.models import Feed
from tests.shopping.feeds.fetching.conftest import Bytes, FeedServer, fetch
from trendflix.jobs import periodic
from trendflix.jobs.models import Job
from trendflix.jobs.reaper import jobs_prune

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def due(feed: Feed, moment: datetime) -> list[str]:
    """What is enqueued at a moment; afterwards no job is open."""
    with time_machine.travel(moment, tick=False):
        kinds = feeds_due_enqueue()
    Job.objects.update(status=Job.Status.DONE)
    feed.refresh_from_db()
    return kinds


def test_a_feed_is_looked_at_every_hour_however_many_ask(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(next_run=NOON)
    assert due(feed, NOON - timedelta(seconds=1)) == []
    assert due(feed, NOON) == ["fetch_feed"] and due(feed, NOON) == []
    assert feed.next_run == NOON + timedelta(hours=1)
    assert due(feed, NOON + timedelta(hours=5)) == ["fetch_feed"] and feed.next_run == NOON + timedelta(hours=6)


def test_whoever_reaps_jobs_also_asks_for_feeds(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_periods", {})
    Feed.objects.filter(pk=feed.pk).update(next_run=timezone.now())
    assert periodic.due_enqueue() == ["fetch_feed"]


def test_a_paused_feed_is_left_alone_until_it_goes_on(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(next_run=NOON)
    feed_pause(feed)
    assert due(feed, NOON) == [] and standing_of(feed).name == "paused"
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        feed_resume(feed)
    assert due(feed, NOON + timedelta(days=2)) == ["fetch_feed"]


def test_a_feed_without_interval_runs_by_hand_alone(feed: Feed) -> None:
    Feed.objects.filter(pk=feed.pk).update(interval=0, next_run=NOON)
    feed.refresh_from_db()
    due(feed, NOON)
    assert feed.next_run is None and feed_run_now(feed).kind == "fetch_feed"
    feed.origin = Feed.Origin.UPLOAD
    assert feed_run_now(feed).kind == "import_feed"


def test_a_feed_is_late_when_its_source_has_not_answered_for_two_intervals(feed: Feed) -> None:
    feed.next_run = feed.checked = NOON
    assert not is_late(feed, NOON + timedelta(hours=2)) and is_late(feed, NOON + timedelta(hours=2, seconds=1))
    feed.is_paused = True
    assert not is_late(feed, NOON + timedelta(days=9))


def test_what_waits_for_a_person_stands_before_what_failed_and_what_is_late(feed: Feed) -> None:
    feed.next_run = feed.checked = NOON
    assert standing_of(feed).name == "late"
    feed.fetch_error = "no answer"
    assert (standing_of(feed).name, standing_of(feed).reason) == ("failed", "no answer")
    feed.state, feed.reason = Feed.State.HELD, "too many lost"
    assert (standing_of(feed).name, standing_of(feed).reason) == ("held", "too many lost")


def test_the_report_of_the_last_good_import_is_not_pruned(feed: Feed, server: FeedServer, write: Bytes) -> None:
    server.data = write(1)
    fetch(feed)
    assert feed.live_run is not None and feed.live_run.job is not None
    server.data = b"%PDF"
    fetch(feed)
    Job.objects.update(finished=timezone.now() - timedelta(days=400))
    jobs_prune()
    feed.refresh_from_db()
    assert feed.live_run is not None and feed.live_run.job is not None
