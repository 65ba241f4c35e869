"""Fit the chances of matches, and the floor below which none is shown, to known answers of this site.

A fit is used only where it foretells answers that it was not fitted to better than what is in force.
"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.matching.calibration import calibration_save, calibrations, cross_validated, fit, measured
from shopping.matching.known_answers import decided, of_catalogue
from trendflix.core.errors import UserError


class Command(BaseCommand):
    """``manage.py calibrate_matches [--from decisions|catalogue] [--dry-run] [--force]``: JSON on standard output."""

    help = "Calibrate the scores of matches for the present model."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to fit to."""
        parser.add_argument("--from", dest="source", choices=("decisions", "catalogue"), default="decisions")
        parser.add_argument("--dry-run", action="store_true", help="Print the fit, and keep what is in force.")
        parser.add_argument("--force", action="store_true", help="Use the fit though it is no better.")

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
        known = calibrations().get(present.embedder)
        before = measured(known, answers) if known is not None else None
        is_better = before is None or quality.is_better_than(before)
        is_used = (is_better or options["force"]) and not options["dry_run"]
        if is_used:
            calibration_save(present.embedder, fitted)
        report = {"model": present.embedder, "answers": len(answers)} | asdict(fitted)
        report |= {"held_out": asdict(quality), "in_force": before and asdict(before)}
        self.stdout.write(json.dumps(report | {"better": is_better, "used": is_used}))
