"""Learn the order of matches from what people decided; used only where it is better than likeness alone."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.matching.ranking import decided, learn, ranking_save
from shopping.matching.rematch import EVERY_FILM
from trendflix.core.errors import UserError
from trendflix.jobs.services import job_queue


class Command(BaseCommand):
    """``manage.py learn_ranking [--dry-run]``: JSON on standard output."""

    help = "Learn the order of matches for the present model from decisions, and match anew where it is better."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to keep it."""
        parser.add_argument("--dry-run", action="store_true", help="Print what was learnt, and keep what is in force.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Learn, measure by folds of garments, keep with its measure, and match anew where the order changes."""
        from vision import stamps

        model = stamps.current().embedder
        try:
            ranking, measure = learn(decided(model))
        except UserError as error:
            raise CommandError(str(error)) from error
        is_used = not options["dry_run"] and ranking_save(model, ranking, measure)
        if not options["dry_run"]:
            job_queue("match_changed", EVERY_FILM)
        report = {"model": model} | asdict(measure) | {"better": measure.is_better, "used": is_used}
        self.stdout.write(json.dumps(report | {"ranking": asdict(ranking)}))
