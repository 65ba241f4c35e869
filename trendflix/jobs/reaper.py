"""Brings back what dead workers and lost messages left, and removes rows that nobody reads any more."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from trendflix.core.clock import database_now
from trendflix.jobs.claims import let_go, parents_resume
from trendflix.jobs.kinds import kinds
from trendflix.jobs.models import Job
from trendflix.jobs.registry import kept_jobs, kinds_with_rows
from trendflix.jobs.runner import job_run_again
from trendflix.jobs.services import again_merge, job_wake

WAKE_AGAIN_AFTER = timedelta(minutes=5)
MAX_WAKES = 20
"""Messages that the reaper keeps under way for each queue: workers that finish them get the next ones."""
CHUNK = 500
ENDED_LATELY = timedelta(hours=1)


def jobs_reap() -> dict[str, int]:
    """Queue again what a dead worker left running, and wake workers for what has waited too long. What is paused rests.

    Returns how many were ``requeued``, given up as ``failed``, and ``woken``.
    """
    now = database_now()
    late = now - timedelta(seconds=settings.JOB_LOST_AFTER_SECONDS)
    lost = Job.objects.filter(status=Job.Status.RUNNING, heartbeat__lt=late)
    failed = sum(_give_up(job) for job in lost.filter(losses__gte=settings.JOB_MAX_ATTEMPTS - 1))
    again_merge(lost)
    requeued = lost.update(**let_go(), not_before=None, losses=F("losses") + 1)
    parents_resume()
    _run_again(now)
    return {"requeued": requeued, "failed": failed, "woken": _wake_waiting(now, late)}


def _run_again(now: datetime) -> None:
    """Enqueue once more what ended lately and was asked for while it ran: its process may have died in between."""
    lately = Job.objects.filter(again=True, finished__gte=now - ENDED_LATELY).order_by("finished")  # by its index
    for job in lately.exclude(status__in=Job.OPEN):
        job_run_again(job)


@transaction.atomic
def _give_up(job: Job) -> bool:
    """Fail a job whose worker was lost too often; what was asked for while it ran is queued by itself."""
    still = Job.objects.filter(pk=job.pk, claim=job.claim, heartbeat=job.heartbeat, status=Job.Status.RUNNING)
    error = "The worker died on it too many times; see its log."
    is_ours = still.update(status=Job.Status.FAILED, finished=database_now(), losses=F("losses") + 1, error=error)
    if is_ours:
        job_run_again(job)
    return bool(is_ours)


def _wake_waiting(now: datetime, late: datetime) -> int:
    queues: dict[str, list[str]] = {}
    for kind in kinds():
        queues.setdefault(kind.queue, []).append(kind.name)
    return sum(_wake_queue(names, now, late) for names in queues.values())


def _wake_queue(names: list[str], now: datetime, late: datetime) -> int:
    """Wake workers for the oldest due jobs of some kinds, ``MAX_WAKES`` messages in ``WAKE_AGAIN_AFTER`` at most."""
    queued = Job.objects.filter(kind__in=names, status=Job.Status.QUEUED)
    room = MAX_WAKES - queued.filter(heartbeat__gte=now - WAKE_AGAIN_AFTER).count()
    due = (
        Q(not_before__isnull=True, created__lt=late)
        | Q(not_before__lte=now)
        | Q(attempts__gt=0, not_before__isnull=True)
        | Q(children__isnull=False)
    )
    quiet = Q(heartbeat__isnull=True) | Q(heartbeat__lt=now - WAKE_AGAIN_AFTER)
    waiting = list(queued.filter(due, quiet).distinct().order_by("id")[: max(0, room)])
    Job.objects.filter(pk__in=[job.pk for job in waiting], status=Job.Status.QUEUED).update(heartbeat=now)
    for job in waiting:
        job_wake(job)
    return len(waiting)


def jobs_prune() -> int:
    """Delete jobs that ended more than ``JOB_RETENTION_DAYS`` ago, but the newest of each kind and subject that is
    still there, and those that an app still shows.
    """
    old = database_now() - timedelta(days=settings.JOB_RETENTION_DAYS)
    newest = Job.objects.values("kind", "subject_id").annotate(last=Max("pk")).values("last")
    ended = Job.objects.filter(finished__lt=old).exclude(status__in=Job.OPEN)
    for shown in kept_jobs():
        ended = ended.exclude(pk__in=shown)
    gone = (ended.filter(kind=kind).exclude(subject_id__in=_keys(model)) for kind, model in kinds_with_rows().items())
    return sum(_delete(jobs) for jobs in (ended.exclude(pk__in=newest), *gone))


def _keys(model: str) -> QuerySet[Any, Any]:
    keys: QuerySet[Any, Any] = apps.get_model(model)._base_manager.values("pk")
    return keys


def _delete(jobs: QuerySet[Job]) -> int:
    deleted = 0
    while ids := list(jobs.values_list("pk", flat=True)[:CHUNK]):
        Job.objects.filter(pk__in=ids).delete()
        deleted += len(ids)
    return deleted
