"""Bring vectors up to date after a change of models."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.products.refresh import models_refresh_queue
from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from trendflix.jobs.waiting import run_or_raise


class Command(BaseCommand):
    """``manage.py refresh_models [--wait]``: run at every start; does nothing where the models are the same."""

    help = "After CLIP_MODEL, GARMENT_PARSER or their files changed: embed, analyse and match anew what is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to wait."""
        parser.add_argument("--wait", action="store_true", help="do all the work here and now")

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue, or run to the end."""
        job = models_refresh_queue()
        if job is None:
            self.stdout.write("The models are the same.")
            return
        if not options["wait"]:
            self.stdout.write(f"The models changed: job {job.pk} looks at what is stale.")
            return
        reporter = Reporter()
        try:
            ended = run_or_raise(job, reporter)
        except UserError as error:
            raise CommandError(str(error)) from error
        finally:
            reporter.finish()
        feeds, films = ended[0].result["feeds"], ended[0].result["films"]
        self.stdout.write(f"{len(feeds)} feeds and {len(films)} films are up to date.")
