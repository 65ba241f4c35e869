"""Print what is worn in a title as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from playback.models import Video
from shopping.storefront.selectors import timeline


class Command(BaseCommand):
    """``manage.py export_timeline TITLE_SLUG``."""

    help = "Print a title's timeline: garments, when and where they are seen, and their matches."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The title."""
        parser.add_argument("slug")

    def handle(self, *args: Any, **options: Any) -> None:
        """JSON on standard output."""
        video = Video.objects.select_related("title").filter(title__slug=options["slug"]).first()
        if video is None:
            raise CommandError(f"There is no film at {options['slug']!r}.")
        self.stdout.write(json.dumps(timeline(video)))
