"""Reads the report of a feed's run: its rows, filtered."""

from django.db.models import Q, QuerySet
from django.http import QueryDict

from shopping.models import Feed, FeedRun
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.selectors import job_latest


def report_job(feed: Feed, run_id: str) -> tuple[FeedRun | None, Job | None]:
    """The run that is asked for by its number, or else the newest import, and its job; ``None`` where there is none."""
    runs = FeedRun.objects.filter(feed=feed).select_related("job")
    is_number = run_id.isascii() and run_id.isdecimal() and len(run_id) < 19
    run = runs.filter(pk=int(run_id)).first() if is_number else None
    if run is None:
        run = runs.exclude(outcome=FeedRun.Outcome.UNCHANGED).filter(job__kind="import_feed").first()
    return run, run.job if run is not None else job_latest("import_feed", feed.pk)


def report_rows(job: Job | None, asked: QueryDict) -> QuerySet[JobReportRow]:
    """The rows of a job's report of the level and with the words that are asked for."""
    rows = JobReportRow.objects.filter(job=job) if job is not None else JobReportRow.objects.none()
    if asked.get("level") in JobReportRow.Level.values:
        rows = rows.filter(level=asked["level"])
    if words := asked.get("q", "").replace("\0", "").strip()[:100]:
        rows = rows.filter(Q(item__icontains=words) | Q(reason__icontains=words))
    return rows.order_by("id")
