"""Fill a new site with the demo library."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.waiting import run_or_raise


class Command(BaseCommand):
    """``manage.py seed_demo``: two drawn films and a drawn shop; doing it twice changes nothing."""

    help = "Draw the demo library and put it into the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to wait."""
        parser.add_argument("--wait", action="store_true", help="do all the work here and now")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, hand in, and run the jobs here or leave them to a worker."""
        from trendflix.demo import library

        if library.is_seeded() and not self._owed():
            self.stdout.write("The demo library is there already.")
            return
        reporter = Reporter()

        def run(job: Job) -> None:
            if options["wait"]:
                run_or_raise(job, reporter)

        try:
            library.seed(Path(settings.DATA) / "demo", reporter, run)
        except UserError as error:
            raise CommandError(str(error)) from error
        finally:
            reporter.finish()
        if library.admin_make() is not None:
            self.stdout.write("Made the user admin.")
        self.stdout.write("The demo library is ready." if options["wait"] else "The demo library is queued.")

    def _owed(self) -> bool:
        """Whether an earlier seeding was cut short."""
        return Job.objects.filter(kind__in=("package", "import_feed"), status__in=Job.OPEN).exists()
