"""Measure speed."""

import json
from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trendflix.bench.clock import Figures
from trendflix.bench.parts import PARTS, parts_of
from trendflix.core.errors import UserError


class Command(BaseCommand):
    """``manage.py bench PART|all [--products N] [--json]``: ratios within one run; ``PARTS`` are its parts."""

    help = "Measure seeing, searching, the pages and streaming; ratios can be compared between machines, times cannot."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which part."""
        parser.add_argument("part", choices=(*PARTS, "all"))
        parser.add_argument("--products", type=int, help="pictures in the index that search is measured with")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure and print."""
        figures: dict[str, Figures] = {}
        for part in parts_of(options["part"]):
            self.stderr.write(f"measuring {part} …")
            sizes = {"products": options["products"]} if part == "search" and options["products"] else {}
            try:
                figures[part] = import_module(PARTS[part]).measure(**sizes)
            except UserError as error:
                raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for part, rows in figures.items():
            self.stdout.write(part)
            for name, value in rows.items():
                self.stdout.write(f"  {name:<28}{value:12.3f}")
