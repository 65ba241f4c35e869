"""Fetches the pictures that TMDB names for a title, where no person chose others."""

from typing import Any

from django.utils.translation import gettext_noop

from catalog.models import Title
from catalog.tmdb import client
from playback.library.sides import may_show, picture_set
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

SIZES = {"poster": "w780", "backdrop": "w1280", "still": "w780"}
SOURCE = "tmdb"


def artwork_fetch_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Give the title ``job.subject_id`` the pictures at the paths of the parameters named in ``SIZES``."""
    title = Title.objects.filter(pk=job.subject_id, trashed__isnull=True).first()
    made, notes = [], []
    for shape, size in SIZES.items():
        path = str(job.parameters.get(shape) or "")
        if title is None or not path or not client.has_key() or not may_show(title, shape):
            continue
        progress(gettext_noop("fetching artwork"), 0.5)
        try:
            picture_set(title, shape, client.picture(path, size), SOURCE)
            made.append(shape)
        except UserError as error:
            notes.append(str(error))
    return {"made": made, "notes": notes}
