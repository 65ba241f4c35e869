"""Queue again what dead workers left behind."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from trendflix.jobs.reaper import jobs_reap


class Command(BaseCommand):
    """``manage.py reap_jobs`` for sites that run no beat."""

    help = "Queue again the jobs that dead workers left behind."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reap once and print the counts as JSON."""
        self.stdout.write(json.dumps(jobs_reap()))
