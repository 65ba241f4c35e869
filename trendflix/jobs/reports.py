"""Writes the report of a job as rows while it runs, so that its length needs no memory and no bound in the result."""

from django.conf import settings

from trendflix.jobs.models import Job, JobReportRow

CHUNK = 500


class ReportRows:
    """A context manager that adds rows to a job's report, ``JOB_REPORT_ROWS`` of each level at most.

    A job that runs again begins its report anew. What was added before an error stays, since it helps to explain it.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._rows: list[JobReportRow] = []
        self._counts: dict[str, int] = {}

    @property
    def job(self) -> Job:
        """Whose report it is."""
        return self._job

    def __enter__(self) -> "ReportRows":
        JobReportRow.objects.filter(job=self._job).delete()
        return self

    def __exit__(self, *exc: object) -> None:
        self._write()

    def add(self, level: JobReportRow.Level, reason: str, line: int = 0, item: str = "") -> None:
        """Add one row; ``line`` is 0 for what is of no line."""
        self._counts[level] = self._counts.get(level, 0) + 1
        if self._counts[level] > settings.JOB_REPORT_ROWS:
            return
        row = JobReportRow(job=self._job, level=level, line=line or None, item=item[:200], reason=reason[:500])
        self._rows.append(row)
        if len(self._rows) >= CHUNK:
            self._write()

    def _write(self) -> None:
        JobReportRow.objects.bulk_create(self._rows)
        self._rows = []
