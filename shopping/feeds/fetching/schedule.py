"""When feeds are looked at: what is due, what is late, pausing and going on."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shopping.models import Feed
from trendflix.jobs.models import Job
from trendflix.jobs.services import job_queue

FETCH = "fetch_feed"
MAX_AT_ONCE = 100
LATE_AFTER = 2
"""Intervals without an answer of its source after which a feed is late."""


def feeds_due_enqueue() -> list[str]:
    """Queue a look at each feed that is due, at most ``MAX_AT_ONCE``; many callers do it once. The kinds of job."""
    now = timezone.now()
    due = Feed.objects.filter(next_run__lte=now, is_paused=False).order_by("next_run")[:MAX_AT_ONCE]
    return [FETCH for feed in due if _enqueue(feed, now)]


@transaction.atomic
def _enqueue(feed: Feed, now: datetime) -> bool:
    """Queue one feed's look and set its next; ``False`` where another did."""
    taken = Feed.objects.filter(pk=feed.pk, next_run=feed.next_run, is_paused=False)
    if not taken.update(next_run=next_run_of(feed, now)):
        return False
    job_queue(FETCH, feed.pk)
    return True


def next_run_of(feed: Feed, now: datetime) -> datetime | None:
    """When a feed is looked at after now; ``None`` where it has no schedule."""
    if not feed.interval or feed.origin == Feed.Origin.UPLOAD:
        return None
    return now + timedelta(minutes=feed.interval)


def is_late(feed: Feed, now: datetime | None = None) -> bool:
    """Whether a scheduled feed's source has not answered for ``LATE_AFTER`` intervals."""
    if feed.next_run is None or feed.is_paused:
        return False
    answered = feed.checked or feed.created
    return (now or timezone.now()) - answered > LATE_AFTER * timedelta(minutes=feed.interval)


def feed_run_now(feed: Feed) -> Job:
    """Queue a look at a feed's source now; an upload's file is imported again."""
    if feed.origin == Feed.Origin.UPLOAD:
        return job_queue("import_feed", feed.pk)
    return job_queue(FETCH, feed.pk)


def feed_pause(feed: Feed) -> None:
    """Leave a feed as it is until it is told to go on: its schedule looks at nothing."""
    Feed.objects.filter(pk=feed.pk).update(is_paused=True)


def feed_resume(feed: Feed) -> None:
    """Go on with a feed's schedule, from now."""
    due = timezone.now() if next_run_of(feed, timezone.now()) else None
    Feed.objects.filter(pk=feed.pk).update(is_paused=False, next_run=due)
