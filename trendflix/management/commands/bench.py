"""Measure speed."""

import json
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand

from trendflix.bench.clock import Figures

PARTS = ("analysis", "search", "web", "stream")


class Command(BaseCommand):
    """``manage.py bench PART [--products N] [--json]``: ratios within one run; nothing is kept."""

    help = "Measure seeing, searching, the pages and streaming; ratios can be compared between machines, times cannot."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which part."""
        parser.add_argument("part", choices=(*PARTS, "all"))
        parser.add_argument("--products", type=int, help="pictures in the index that search is measured with")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        parts = PARTS if options["part"] == "all" else (options["part"],)
        figures: dict[str, Figures] = {}
        for part in parts:
            self.stderr.write(f"measuring {part} …")
            sizes = {"products": options["products"]} if part == "search" and options["products"] else {}
            figures[part] = import_module(f"trendflix.bench.{part}").measure(**sizes)
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for part, rows in figures.items():
            self.stdout.write(part)
            for name, value in rows.items():
                self.stdout.write(f"  {name:<28}{value:12.3f}")
