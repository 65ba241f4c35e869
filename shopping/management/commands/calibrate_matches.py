"""Fit the chances of matches, and the floor below which none is shown, to known answers of this site."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.matching.calibration import calibration_save, cross_validated, fit
from shopping.matching.known_answers import decided, of_catalogue
from trendflix.core.errors import UserError


class Command(BaseCommand):
    """``manage.py calibrate_matches [--from decisions|catalogue] [--dry-run]``: JSON on standard output."""

    help = "Calibrate the scores of matches for the present model."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to fit to."""
        parser.add_argument("--from", dest="source", choices=("decisions", "catalogue"), default="decisions")
        parser.add_argument("--dry-run", action="store_true", help="Print the fit, and keep what is in force.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fit, measure by folds, and keep."""
        from vision import stamps

        present = stamps.current()
        is_decided = options["source"] == "decisions"
        try:
            answers = decided(present.embedder) if is_decided else of_catalogue(present.pictures)
            fitted, quality = fit(answers), cross_validated(answers)
        except UserError as error:
            raise CommandError(str(error)) from error
        if not options["dry_run"]:
            calibration_save(present.embedder, fitted)
        report = {"model": present.embedder, "answers": len(answers)} | asdict(fitted)
        self.stdout.write(json.dumps(report | {"held_out": asdict(quality)}))
