"""The jobs that plan and import folders."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext, gettext_noop

from catalog.library.planning import folder_plan
from catalog.models import LibraryFolder
from playback.library.importing import FolderImport
from playback.library.report import LibraryReport
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.reports import ReportRows


def import_library_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Import the folder ``job.subject_id``; with the parameter ``watched`` what is new or changed waits for a look."""
    return _run(job, progress, dry_run=False)


def plan_library_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Say what an import would do; changes nothing."""
    return _run(job, progress, dry_run=True)


def _run(job: Job, progress: Progress, *, dry_run: bool) -> dict[str, Any]:
    folder = LibraryFolder.objects.filter(pk=job.subject_id).first()
    if folder is None:
        raise UserError(gettext("The folder's row was deleted."))
    progress(gettext_noop("looking through the folder"), 0.0)
    plan = folder_plan(Path(folder.path))
    with ReportRows(job) as rows:
        report = LibraryReport(rows, plan.files, dry_run)
        run = FolderImport(folder, plan, report, is_watched=bool(job.parameters.get("watched")))
        for done, item in enumerate(plan.items, start=1):
            run.take(item)
            progress(gettext_noop("importing"), done / len(plan.items))
        run.finish()
    return report.as_json()
