"""Fit the chances of matches, and the floor below which none is shown, to known answers of this site.

A fit is used only where it foretells answers that it was not fitted to better than what is in force.
"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from playback.models import Video
from shopping.matching.calibration import (
    Answer,
    Calibration,
    Quality,
    calibration_save,
    calibrations,
    cross_validated,
    fit,
    measured,
)
from shopping.matching.curve import curve, curve_lines
from shopping.matching.film_answers import of_film
from shopping.matching.known_answers import decided, of_catalogue
from trendflix.core.errors import UserError
from vision import stamps


class Command(BaseCommand):
    """``manage.py calibrate_matches [--from decisions|catalogue|film] [--dry-run|--force|--table]``: prints JSON."""

    help = "Calibrate the scores of matches for the present model."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to fit to."""
        parser.add_argument("--from", dest="source", choices=("decisions", "catalogue", "film"), default="decisions")
        parser.add_argument("--film", help="With --from film: the slug of one of which it is known what is worn.")
        parser.add_argument("--truth", type=Path, help="With --from film: JSON of what is worn in its shots.")
        parser.add_argument("--dry-run", action="store_true", help="Print the fit, and keep what is in force.")
        parser.add_argument("--force", action="store_true", help="Use the fit though it is no better.")
        parser.add_argument(
            "--table", action="store_true", help="Print precision and share by floor, and keep nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the curve alone, or fit, measure by folds, and keep."""
        present = stamps.current()
        try:
            answers = _answers(present, options)
            if options["table"]:
                known = calibrations().get(present.embedder) or fit(answers)
                self.stdout.write("\n".join(curve_lines(curve(answers, known.floor), known.floor)))
                return
            fitted, quality = fit(answers), cross_validated(answers)
        except UserError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(_kept(present.embedder, answers, fitted, quality, options)))


def _answers(present: stamps.Stamps, options: dict[str, Any]) -> list[Answer]:
    """The known answers of the source that was asked for. Raises ``UserError``."""
    if options["source"] == "decisions":
        return decided(present.embedder)
    if options["source"] == "catalogue":
        return of_catalogue(present.pictures)
    video = Video.objects.filter(title__slug=options["film"] or "").first()
    if video is None or options["truth"] is None:
        raise UserError("--from film wants --film SLUG of a film that is here, and --truth FILE.")
    return of_film(video, options["truth"])


def _kept(
    model: str, answers: list[Answer], fitted: Calibration, quality: Quality, options: dict[str, Any]
) -> dict[str, Any]:
    """Keep a fit where it is better than what is in force; the report."""
    known = calibrations().get(model)
    before = measured(known, answers) if known is not None else None
    is_better = before is None or quality.is_better_than(before)
    is_used = (is_better or options["force"]) and not options["dry_run"]
    if is_used:
        calibration_save(model, fitted)
    report = {"model": model, "answers": len(answers)} | asdict(fitted)
    report |= {"held_out": asdict(quality), "in_force": before and asdict(before)}
    report |= {"curve": [asdict(one) for one in curve(answers, fitted.floor)]}
    return report | {"better": is_better, "used": is_used}
