"""Take a shop's product feed in."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.feeds import FORMATS
from shopping.services import feed_queue
from trendflix.console import Reporter
from trendflix.errors import UserError
from trendflix.jobs.models import Job


class Command(BaseCommand):
    """``manage.py import_feed FEED``: the admin's upload, for scripts."""

    help = "Import a product feed; --wait also looks at the pictures and matches every film here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The stable options."""
        parser.add_argument("feed", type=Path)
        parser.add_argument("--format", default="auto", choices=FORMATS)
        parser.add_argument("--source", default="", help="the shop's name; default: the feed's folder")
        parser.add_argument("--wait", action="store_true", help="do all the work here and now")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue, then wait if asked to."""
        try:
            feed, job = feed_queue(options["feed"], options["source"], options["format"])
            if not options["wait"]:
                self._say({"job": job.pk, "feed": feed.slug}, f"{feed.name}: queued as job {job.pk}.", options)
                return
            report = self._run(job)
        except UserError as error:
            raise CommandError(str(error)) from error
        self._say(report, sentence(feed.name, report), options)
        if report["seen"] and len(report["rejected"]) == report["seen"]:
            raise CommandError(f"{feed.name}: not one row could be used; first: {report['rejected'][0]['reason']}")

    def _run(self, job: Job) -> dict[str, Any]:
        from trendflix.pipeline import run_or_raise

        reporter = Reporter()
        try:
            result: dict[str, Any] = run_or_raise(job, reporter)[0].result
        finally:
            reporter.finish()
        return result

    def _say(self, report: dict[str, Any], words: str, options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(report) if options["json"] else words)


def sentence(name: str, report: dict[str, Any]) -> str:
    """The report for a person, refused rows one a line."""
    counts = ", ".join(f"{report[key]} {key}" for key in ("seen", "created", "updated", "unchanged", "unavailable"))
    troubles = [*report["rejected"], *report.get("warnings", [])]
    lines = [f"  row {row['line'] or '–'}, {row['id'] or 'no id'}: {row['reason']}" for row in troubles]
    return "\n".join([f"{name}: {counts}, {len(report['rejected'])} rejected.", *lines])
