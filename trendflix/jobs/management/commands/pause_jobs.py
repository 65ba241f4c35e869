"""Pause all jobs: at once what waits, at its next report what runs."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from trendflix.jobs.pausing_all import jobs_pause


class Command(BaseCommand):
    """``manage.py pause_jobs``, as the button above the list of jobs."""

    help = "Pause all jobs: at once what waits, at its next report what runs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and print how many jobs as JSON."""
        self.stdout.write(json.dumps({"jobs": len(jobs_pause())}))
