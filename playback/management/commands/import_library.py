"""Import a folder of films as Kodi and Jellyfin lay them out."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.models import LibraryFolder
from playback.library.folders import folder_get_or_create, folder_queue
from playback.models import Video
from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.waiting import run_or_raise, run_to_end

MAX_PRINTED = 200
"""Rows of the report printed for people; the admin and the JSON have all."""


class Command(BaseCommand):
    """``manage.py import_library DIR``: the admin's page, for scripts."""

    help = "Import films, shows, notes, artwork and subtitles from a folder; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The stable options."""
        parser.add_argument("folder")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
        parser.add_argument("--link", choices=LibraryFolder.Mode.values, default="", help="what becomes of the files")
        parser.add_argument("--watch", type=int, metavar="MINUTES", help="look again after as many minutes; 0: never")
        parser.add_argument("--wait", action="store_true", help="also package, analyse and match every film here")
        parser.add_argument("--json", action="store_true", help="print the report as JSON, with every row")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import here and now; packaging is for workers unless ``--wait``."""
        reporter = Reporter()
        try:
            folder = folder_get_or_create(options["folder"], options["link"], is_trusted=True)
            if options["watch"] is not None:
                folder.minutes = options["watch"]
                folder.full_clean()
                folder.save()
            job = run_or_raise(folder_queue(folder, dry_run=options["dry_run"]), reporter, options["folder"])[0]
            if options["wait"] and not options["dry_run"]:
                self._package(folder, reporter)
        except UserError as error:
            raise CommandError(str(error)) from error
        finally:
            reporter.finish()
        self.stdout.write(json.dumps(report_of(job)) if options["json"] else sentence(job))

    def _package(self, folder: LibraryFolder, reporter: Reporter) -> None:
        """Everything that waits of the folder's films, one after the other; what fails stays on its job's row."""
        films = Video.objects.filter(title__library_files__folder=folder).values("pk")
        kinds = ("package", "artwork", "analyse", "match")
        for job in Job.objects.filter(kind__in=kinds, subject_id__in=films, status__in=Job.OPEN).order_by("pk"):
            run_to_end(job, reporter)


def report_of(job: Job) -> dict[str, Any]:
    """The counts of an import with every row of its report."""
    rows = JobReportRow.objects.filter(job=job).values("level", "item", "reason")
    return {**job.result, "job": job.pk, "rows": list(rows)}


def sentence(job: Job) -> str:
    """The report for a person: what is wrong, then the counts."""
    rows = JobReportRow.objects.filter(job=job)
    chosen = rows if job.result["dry_run"] else rows.exclude(level=JobReportRow.Level.NOTE)
    lines = [f"  {row.level}: {row.item}: {row.reason}" for row in chosen[:MAX_PRINTED]]
    more = chosen.count() - len(lines)
    return "\n".join([*lines, *([f"  … and {more} more"] if more > 0 else []), counts(job.result)])


def counts(result: dict[str, Any]) -> str:
    """The counts in one line."""
    parts = []
    for outcome in ("added", "updated", "unchanged", "waiting", "refused"):
        kinds = {kind: count for kind, count in result[outcome].items() if kind != "total"}
        named = ", ".join(f"{count} {kind}{'s' if count != 1 else ''}" for kind, count in kinds.items())
        parts.append(f"{outcome} {result[outcome]['total']}" + (f" ({named})" if named else ""))
    left = f"{result['left_out']} files left out, {result['unread']} folders or links not followed"
    return f"{result['files']} files: {'; '.join(parts)}; {left}; {result['missing']} missing."
