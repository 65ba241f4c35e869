"""Brings vectors up to date after a change of models: says what is stale, and what follows does the work."""

from typing import Any

from django.utils.translation import gettext_noop

from shopping.models import ProductImage
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.services import job_queue
from vision.models import Analysis

WHOLE_SITE = 0
"""The subject of a job that is about the whole site."""


def models_refresh_queue() -> Job | None:
    """Enqueue a look at what is stale, unless the models are those that made what is there; loads no model."""
    from vision import stamps

    is_empty = not ProductImage.objects.exclude(model="").exists() and not Analysis.objects.exists()
    return None if is_empty or stamps.is_noted() else job_queue("refresh", WHOLE_SITE)


def models_refresh_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Name the feeds whose pictures and the films whose readings come from other models than the present ones."""
    from vision import stamps

    progress(gettext_noop("loading the models"), 0.0)
    present = stamps.current()
    stale = ProductImage.objects.exclude(file="").exclude(model=present.pictures).exclude(product__wearable=False)
    feeds = stale.order_by("product__feed_id").values_list("product__feed_id", flat=True).distinct()
    films = Analysis.objects.exclude(model=present.embedder, parser=present.parser).order_by("video_id")
    return {"feeds": list(feeds), "films": list(films.values_list("video_id", flat=True))}
