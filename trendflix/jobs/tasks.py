"""What a broker can ask a worker to do; the job row holds everything else."""

import logging

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

from trendflix.core.full_disk import has_room
from trendflix.core.garbage import garbage_remove
from trendflix.core.pending import pending_write
from trendflix.jobs import periodic, reaper, runner

log = logging.getLogger(__name__)
MAX_ROUNDS = 20
"""How often one run asks for pending documents; what is left then waits for the next."""


@shared_task
def run_job(job_id: int) -> None:
    """Run one job if it is still pending.

    Where the disk is full or its row cannot be written now, it stays as it is, and the reaper wakes it again: its tries
    are not used up meanwhile.
    """
    if not has_room(settings.DATA):
        log.warning("job %s waits for room on the disk", job_id)
        return
    try:
        runner.job_run(job_id)
    except DatabaseError as fault:
        log.warning("job %s is left for later: %s", job_id, fault)


@shared_task
def reap_jobs() -> None:
    """Queue again what dead workers left."""
    reaper.jobs_reap()


@shared_task
def enqueue_due() -> None:
    """Enqueue the jobs that are done again and again, where they are due."""
    periodic.due_enqueue()


@shared_task
def prune_jobs() -> None:
    """Delete rows of jobs that ended long ago."""
    reaper.jobs_prune()


@shared_task
def collect_garbage() -> None:
    """Remove files that no row names."""
    garbage_remove()


@shared_task
def clear_sessions() -> None:
    """Remove sessions that have expired."""
    call_command("clearsessions")


@shared_task
def write_search() -> None:
    """Write what pending rows are found by, until none is left or a minute's worth is done."""
    for _ in range(MAX_ROUNDS):
        if not pending_write():
            return
