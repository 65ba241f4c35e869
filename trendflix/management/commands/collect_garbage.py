"""Remove files that no row names."""

from argparse import ArgumentParser
from collections import defaultdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trendflix.core.garbage import MIN_AGE_SECONDS, garbage_find, garbage_remove


class Command(BaseCommand):
    """``manage.py collect_garbage [--dry-run]``: safe while the site and its workers run."""

    help = "Remove files that no row names and nothing has written to for a day; says how many bytes each part held."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to remove, and from what age on."""
        parser.add_argument("--dry-run", action="store_true", help="list what would be removed")
        hours = MIN_AGE_SECONDS / 3600
        parser.add_argument("--hours", type=float, default=hours, help="age from which on, a day at least")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, or list, and sum up."""
        age = max(MIN_AGE_SECONDS, 3600 * options["hours"])
        found = list(garbage_find(age)) if options["dry_run"] else garbage_remove(age)
        sums: dict[str, list[int]] = defaultdict(list)
        for one in found:
            sums[one.collector].append(one.size)
            if options["dry_run"] or options["verbosity"] > 1:
                self.stdout.write(f"{one.size:>14,} {one.path.relative_to(settings.DATA)}")
        for name, sizes in sums.items():
            self.stdout.write(f"{name}: {len(sizes)} files and folders, {sum(sizes):,} bytes")
        verb = "would be removed" if options["dry_run"] else "removed"
        self.stdout.write(f"{len(found)} {verb}, {sum(one.size for one in found):,} bytes")
