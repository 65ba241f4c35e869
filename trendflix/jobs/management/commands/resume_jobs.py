"""Let all jobs that are paused go on."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from trendflix.jobs.pausing_all import jobs_resume


class Command(BaseCommand):
    """``manage.py resume_jobs``, as the button above the list of jobs."""

    help = "Let all jobs that are paused go on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and print how many jobs as JSON."""
        self.stdout.write(json.dumps({"jobs": len(jobs_resume())}))
