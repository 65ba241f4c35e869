"""Take a shop's product feed in."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.feeds import FORMATS
from shopping.feeds.imports.report import line_of
from shopping.feeds.imports.requests import Wishes, feed_queue
from shopping.feeds.values.currencies import currencies
from shopping.models import Feed
from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.waiting import run_or_raise

MAX_PRINTED = 200
"""Rows named by the report for people; the JSON names more."""


class Command(BaseCommand):
    """``manage.py import_feed FEED``: the admin's upload, for scripts."""

    help = "Import a product feed; --wait also looks at the pictures and matches every film here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The stable options."""
        parser.add_argument("feed", type=Path)
        parser.add_argument("--format", default="auto", choices=FORMATS)
        parser.add_argument("--source", default="", help="the shop's name; default: the feed's folder")
        parser.add_argument("--currency", default="", type=currency, help="ISO 4217 code of prices that name none")
        parser.add_argument("--column", action="append", default=[], type=column, metavar="THEIRS=OURS", dest="columns")
        parser.add_argument(
            "--accept",
            "--accept-loss",
            action="store_true",
            help="apply the file whatever it loses, and confirm what its columns were guessed to mean",
        )
        parser.add_argument("--wait", action="store_true", help="do all the work here and now")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue, then wait if asked to; ends with an error where nothing was imported."""
        wishes = Wishes(options["accept"], options["currency"], dict(options["columns"]))
        try:
            feed, job = feed_queue(options["feed"], options["source"], options["format"], wishes)
            if not options["wait"]:
                self._say({"job": job.pk, "feed": feed.slug}, f"{feed.name}: queued as job {job.pk}.", options)
                return
            report = self._run(job)
        except UserError as error:
            raise CommandError(str(error)) from error
        self._say(report, sentence(feed.name, report), options)
        if trouble := trouble_of(feed, report):
            raise CommandError(f"{feed.name}: {trouble}")

    def _run(self, job: Job) -> dict[str, Any]:
        reporter = Reporter()
        try:
            result: dict[str, Any] = run_or_raise(job, reporter)[0].result
        finally:
            reporter.finish()
        return result

    def _say(self, report: dict[str, Any], words: str, options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(report) if options["json"] else words)


def currency(text: str) -> str:
    """An ISO 4217 code, or nothing."""
    if text and text.upper() not in currencies():
        raise ArgumentTypeError(f"{text!r} is no ISO 4217 code")
    return text.upper()


def column(text: str) -> tuple[str, str]:
    """(their column, our field) of ``THEIRS=OURS``."""
    theirs, separator, ours = text.rpartition("=")
    if not (separator and theirs.strip() and ours.strip()):
        raise ArgumentTypeError(f"{text!r} is not THEIRS=OURS")
    return theirs.strip(), ours.strip()


def trouble_of(feed: Feed, report: dict[str, Any]) -> str:
    """Why nothing was imported, in one line; empty where something was."""
    if held := report.get("held"):
        return (
            f"held, nothing was changed: {held['reason']} ({held['live']} live, {held['would_remain']} would remain); "
            "accept it in the admin or with --accept"
        )
    if guessed := report.get("needs_confirmation"):
        meaning = ", ".join(f"{theirs}={ours}" for theirs, ours in guessed.items())
        return f"its columns were guessed ({meaning}); confirm them in the admin or with --accept"
    feed.refresh_from_db()
    return feed.reason if feed.state == Feed.State.FAILED else ""


def sentence(name: str, report: dict[str, Any]) -> str:
    """The report for a person, refused rows one a line."""
    counts = ", ".join(f"{report[key]} {key}" for key in ("seen", "created", "updated", "unchanged", "unavailable"))
    troubles = [*report["rejected"], *report["warnings"]]
    lines = [f"  {line_of(row)}" for row in troubles[:MAX_PRINTED]]
    total = report["rejected_total"] + report["warnings_total"]
    more = [f"  … and {total - len(lines)} more"] if total > len(lines) else []
    return "\n".join([f"{name}: {counts}, {report['rejected_total']} rejected.", *lines, *more])
