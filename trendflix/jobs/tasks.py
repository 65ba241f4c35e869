"""What a broker can ask a worker to do; the job row holds everything else."""

from celery import shared_task

from trendflix.jobs import runner, services


@shared_task
def run_job(job_id: int) -> None:
    """Run one job if it is still owed."""
    runner.job_run(job_id)


@shared_task
def reap_jobs() -> None:
    """Queue again what dead workers left."""
    services.jobs_reap()
