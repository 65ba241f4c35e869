"""Removes anonymous viewers whose session has ended: nobody can come back to what they kept."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from trendflix.accounts.models import Viewer
from trendflix.core.clock import database_now
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

CHUNK = 500
GRACE = timedelta(days=1)
"""A viewer younger than this stays: its session may be under way to the database."""


def viewers_forget_job(job: Job, progress: Progress) -> dict[str, int]:
    """Remove every anonymous viewer without a session; how many."""
    removed = 0
    while count := viewers_forget():
        removed += count
        progress("removing", 0.5)
    return {"removed": removed}


def viewers_forget(limit: int = CHUNK) -> int:
    """Remove some anonymous viewers whose session has ended, with all that they kept; how many, 0 at the end."""
    now = database_now()
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    ended = Viewer.objects.filter(~Exists(alive), session_key__isnull=False, created__lt=now - GRACE)
    keys = list(ended.order_by("pk").values_list("pk", flat=True)[:limit])
    Viewer.objects.filter(pk__in=keys, user__isnull=True).delete()
    return len(keys)
