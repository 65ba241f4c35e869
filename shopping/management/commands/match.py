"""Match films again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from playback.models import Video
from shopping.matching.match import matches_of
from shopping.matching.rematch import EVERY_FILM
from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
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
        if options["all"]:
            self._run(job_queue("match_changed", EVERY_FILM, everything=True), "all films")
            for one in videos.order_by("title__slug"):
                self._say(one.title.slug, *matches_of(one))
            return
        video = videos.filter(title__slug=options["slug"] or "").first()
        if video is None:
            raise CommandError(f"There is no analysed title {options['slug']!r}; name one, or --all.")
        result = self._run(job_queue("match", video.pk), video.title.slug).result
        self._say(video.title.slug, result["garments"], result["matches"])

    def _run(self, job: Job, what: str) -> Job:
        reporter = Reporter(what)
        try:
            return run_or_raise(job, reporter, what)[-1]
        except UserError as error:
            raise CommandError(str(error)) from error
        finally:
            reporter.finish()

    def _say(self, slug: str, garments: int, matches: int) -> None:
        self.stdout.write(f"{slug}: {garments} garments, {matches} matches.")
