"""Garments found in pictures, for measuring and for other programs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trendflix.core.console import Reporter
from trendflix.core.errors import UserError

MIN_SCORE, MIN_PART = 0.7, 0.003


class Command(BaseCommand):
    """``manage.py parse_garments DIR|FILE… --out X.json``: what is surely worn, and large enough to be looked at.

    A film is searched for smaller and less certain garments too, since it shows each several times.
    """

    help = "Write the garments found in each picture: category, score, box in parts of the picture."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to read, and where to write."""
        parser.add_argument("pictures", nargs="+", type=Path)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--least", type=float, default=MIN_SCORE, help="score from which a garment is listed")
        parser.add_argument("--smallest", type=float, default=MIN_PART, help="part of the picture that it must cover")

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse; pictures that cannot be read are named and left out."""
        from vision.images.image_files import opened, picture_files
        from vision.nets.runtime import get_parser

        reporter, found = Reporter(), {}
        try:
            files, parser = picture_files(options["pictures"]), get_parser()
        except UserError as error:
            raise CommandError(str(error)) from error
        for batch in opened(files, self.stderr.write, reporter, "parsing"):
            parsed = parser.parse([picture for _, picture in batch])
            for (name, _), regions in zip(batch, parsed, strict=True):
                kept = [r for r in regions if r.score >= options["least"] and r.part >= options["smallest"]]
                found[name] = [
                    {"category": r.category, "score": round(r.score, 4), "box": [r.box.x, r.box.y, r.box.w, r.box.h]}
                    for r in kept
                ]
        reporter.finish()
        if not found:
            raise CommandError("Not one picture could be read.")
        options["out"].write_text(json.dumps(found, default=float), encoding="utf-8")
        self.stdout.write(f"{sum(map(len, found.values()))} garments in {len(found)} pictures.")
