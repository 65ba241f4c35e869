"""Fill an empty site with made rows at real size."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from trendflix.core.errors import UserError
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.sizes import Sizes
from vision import stamps

NUMBERS = {
    "titles": "films and shows; episodes come on top",
    "films": "films with garments and matches",
    "products": "products, each with a vector",
    "viewers": "accounts and sessions with positions",
    "seed": "another seed makes another site",
    "dimensions": "of the vectors; the bundled model has 640",
}


class Command(BaseCommand):
    """``manage.py seed_scale [--products N …]``: 0 leaves a part out, as in ``--titles 0 --viewers 0``."""

    help = "Fill an empty site with made titles, people, garments, products and viewers; same seed, same site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much of what."""
        for name, words in NUMBERS.items():
            parser.add_argument(f"--{name}", type=int, default=getattr(Sizes(), name), help=words)
        parser.add_argument("--force", action="store_true", help="add to a site that is not empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and tell rows a second."""
        from trendflix.demo.scale.site import site_seed

        sizes = Sizes(**{name: max(0, options[name]) for name in NUMBERS})
        began = time.monotonic()
        try:
            counts = site_seed(sizes, stamps.current(), Writer(self._line), force=options["force"])
        except UserError as error:
            raise CommandError(str(error)) from error
        if "rebuild_search" in get_commands():
            call_command("rebuild_search")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        taken, total = time.monotonic() - began, sum(counts.values())
        self._line(f"{'all':<28}{total:>10,} rows {total / max(taken, 1e-6):>10,.0f} rows/s in {taken:.0f} s")

    def _line(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
