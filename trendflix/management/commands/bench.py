"""Measure speed, and what holds when things go wrong."""

import json
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trendflix.bench.clock import Figures
from trendflix.bench.parts import PARTS, parts_of
from trendflix.core.errors import UserError

NUMBERS = {
    "products": ("search", "pictures in the index that search is measured with"),
    "rows": ("feed", "rows of the feed that imports are measured with"),
    "events": ("events", "events that are sent to a site of its own"),
    "kills": ("faults", "processes that are killed"),
    "feeds": ("mutations", "damaged feeds that are read"),
    "films": ("mutations", "damaged films that are probed and packaged"),
    "pictures": ("mutations", "damaged pictures that are opened"),
    "subtitles": ("mutations", "damaged subtitles that are read"),
    "seed": ("mutations", "another series of damaged files"),
    "minutes": ("soak", "minutes that a simulated day takes"),
}
"""Options that say how much of something → the parts that they are for, and what they mean."""
WORDS = {
    "redis": ("faults soak", "an empty database of Redis; '' leaves that broker out"),
    "postgres": ("faults soak", "a PostgreSQL server, on which databases are made; '' leaves it out"),
}
FLAGS = {"nginx": ("stream uploads", "through the nginx and the configuration that are shipped")}


class Command(BaseCommand):
    """``manage.py bench PART|all [--products N] [--rows N] [--json]``: ratios within one run, or what held."""

    help = "Measure speed, as ratios that can be compared between machines, and what holds when things go wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which part."""
        parser.add_argument("part", choices=(*PARTS, "all"))
        for name, (part, means) in NUMBERS.items():
            parser.add_argument(f"--{name}", type=int, help=f"{part}: {means}")
        for name, (part, means) in WORDS.items():
            parser.add_argument(f"--{name}", help=f"{part}: {means}")
        for name, (part, means) in FLAGS.items():
            parser.add_argument(f"--{name}", action="store_true", default=None, help=f"{part}: {means}")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        figures: dict[str, Figures] = {}
        for part in parts_of(options["part"]):
            self.stderr.write(f"measuring {part} …")
            try:
                figures[part] = import_module(PARTS[part]).measure(**self._given(part, options))
            except UserError as error:
                raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for part, rows in figures.items():
            self.stdout.write(part)
            for name, value in rows.items():
                self.stdout.write(f"  {name:<28}{value:12.3f}")

    def _given(self, part: str, options: dict[str, Any]) -> dict[str, Any]:
        """The options of a part that were given."""
        known = {name: of.split() for name, (of, _) in {**NUMBERS, **WORDS, **FLAGS}.items()}
        return {name: options[name] for name, of in known.items() if part in of and options[name] is not None}
