"""Reads job rows."""

from trendflix.jobs.models import Job


def job_latest(kind: str, subject_id: int) -> Job | None:
    """The newest job of a kind on a subject."""
    return Job.objects.filter(kind=kind, subject_id=subject_id).order_by("-id").first()


def jobs_of(kinds: tuple[str, ...], subject_id: int) -> dict[str, Job]:
    """The newest job of each kind on one subject, in one query."""
    rows = Job.objects.filter(kind__in=kinds, subject_id=subject_id).order_by("id")
    return {job.kind: job for job in rows}
