"""Match films again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from playback.models import Video
from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from trendflix.jobs.services import job_queue
from trendflix.jobs.waiting import run_or_raise


class Command(BaseCommand):
    """``manage.py match TITLE_SLUG|--all``: from kept vectors, in seconds."""

    help = "Match the garments of a title, or of all, with the products of today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One title or all."""
        parser.add_argument("slug", nargs="?")
        parser.add_argument("--all", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Match here and now."""
        videos = Video.objects.filter(analysis__isnull=False).select_related("title")
        if not options["all"]:
            videos = videos.filter(title__slug=options["slug"] or "")
            if not videos:
                raise CommandError(f"There is no analysed title {options['slug']!r}; name one, or --all.")
        for video in videos:
            reporter = Reporter(video.title.slug)
            try:
                job = run_or_raise(job_queue("match", video.pk), reporter, video.title.slug)[-1]
            except UserError as error:
                raise CommandError(str(error)) from error
            finally:
                reporter.finish()
            self.stdout.write(
                f"{video.title.slug}: {job.result['garments']} garments, {job.result['matches']} matches."
            )
