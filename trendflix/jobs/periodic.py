"""Jobs that are done again and again: apps register them, and whoever reaps jobs enqueues those that are due."""

from collections.abc import Callable
from datetime import timedelta

from trendflix.core.clock import database_now
from trendflix.jobs.models import Job
from trendflix.jobs.services import job_queue

EVERYTHING = 0
"""The subject of a job that is about the whole site."""
_periods: dict[str, timedelta] = {}
_others: dict[str, Callable[[], list[str]]] = {}


def register_periodic(kind: str, every: timedelta) -> None:
    """Have a registered kind of job enqueued on ``EVERYTHING`` this long after it was last asked for."""
    _periods[kind] = every


def register_due(name: str, enqueue: Callable[[], list[str]]) -> None:
    """Add a function that enqueues what is due by rows of an app's own, and returns the kinds of job."""
    _others[name] = enqueue


def due_enqueue() -> list[str]:
    """Enqueue what is due; the rows say when it was last asked for, so many callers do it once. The kinds."""
    now, done = database_now(), []
    for kind, every in _periods.items():
        last = Job.objects.filter(kind=kind, subject_id=EVERYTHING).order_by("-id").first()
        if last is None or (not last.is_open and last.created < now - every):
            job_queue(kind, EVERYTHING)
            done.append(kind)
    return done + [kind for enqueue in _others.values() for kind in enqueue()]
