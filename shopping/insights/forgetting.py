"""Takes the person off old clicks; the clicks stay, for figures and for what shops report back."""

from datetime import timedelta

from django.conf import settings

from shopping.models import ClickOut
from trendflix.core.clock import database_now
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

CHUNK = 5_000


def clicks_forget_job(job: Job, progress: Progress) -> dict[str, int]:
    """Take the person off what is older than ``CLICK_PERSON_DAYS``; how many clicks."""
    forgotten = 0
    while count := clicks_forget():
        forgotten += count
        progress("removing", 0.5)
    return {"forgotten": forgotten}


def clicks_forget(limit: int = CHUNK) -> int:
    """Take the person off some of the oldest clicks; how many, 0 at the end."""
    before = database_now() - timedelta(days=settings.CLICK_PERSON_DAYS)
    old = ClickOut.objects.filter(created__lt=before, user__isnull=False).order_by("created")
    return ClickOut.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:limit])).update(user=None)
