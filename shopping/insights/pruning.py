"""Removes events once they are rolled up and old; their figures stay."""

from datetime import timedelta

from django.conf import settings

from shopping.models import Event, EventCursor
from trendflix.core.clock import database_now
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

CHUNK = 5_000


def events_prune_job(job: Job, progress: Progress) -> dict[str, int]:
    """Remove what is older than ``EVENT_DAYS``; how many rows."""
    removed = 0
    while count := events_prune():
        removed += count
        progress("removing", 0.5)
    return {"removed": removed}


def events_prune(limit: int = CHUNK) -> int:
    """Remove some of the oldest events that the figures hold already; how many, 0 at the end."""
    cursor = EventCursor.objects.filter(pk=1).values_list("last_event", flat=True).first() or 0
    before = database_now() - timedelta(days=settings.EVENT_DAYS)
    old = Event.objects.filter(pk__lte=cursor, created__lt=before).order_by("pk").values_list("pk", flat=True)
    return Event.objects.filter(pk__in=list(old[:limit])).delete()[0]
