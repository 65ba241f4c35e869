"""Joins garments and products; people's decisions stand above machines' suggestions."""

from typing import Any

from django.utils.translation import gettext, gettext_noop

from playback.models import Video
from shopping.index import product_index
from shopping.matching.decisions import match_decide, match_pin
from shopping.matching.garments_match import garments_match
from shopping.matching.reattach import decisions_attach
from shopping.models import Match, ProductImage
from shopping.products.embed import pictures_embed
from shopping.search.garments import garments_index
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from vision.models import Garment

__all__ = ["match_decide", "match_pin", "matches_of", "video_match_job"]

MAX_ROUNDS = 5


def video_match_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Match the garments of film ``job.subject_id`` from their kept vectors; no film is decoded."""
    from vision import stamps

    video = Video.objects.filter(pk=job.subject_id).first()
    if video is None:
        raise UserError(gettext("Film %(number)s is gone.") % {"number": job.subject_id})
    progress(gettext_noop("matching"), 0.0)
    present = stamps.current()
    pictures_embed(ProductImage.objects.all(), present.pictures, progress)  # none, unless the model changed
    product_index.ensure(present.pictures)
    garments_index(Garment.objects.filter(analysis__video=video).only("category", "attributes"))
    garments = Garment.objects.filter(analysis__video=video, model=present.embedder)
    rows = list(garments.values_list("category", "pk"))
    of_video = Match.objects.filter(garment__analysis__video=video)
    of_video.filter(status=Match.Status.SUGGESTED).exclude(garment__model=present.embedder).delete()
    decisions_attach(video)
    _match(present.pictures, rows, progress)
    return {"garments": len(rows), "matches": matches_of(video)[1]}


def matches_of(video: Video) -> tuple[int, int]:
    """How many garments a film has, and how many matches that are not rejected."""
    matches = Match.objects.filter(garment__analysis__video=video).exclude(status=Match.Status.REJECTED)
    return Garment.objects.filter(analysis__video=video).count(), matches.count()


def _match(model: str, rows: list[tuple[str, int]], progress: Progress) -> None:
    """Match with the products of now: where they change meanwhile, their change may have been looked at before this
    wrote, so it is done again."""
    for _ in range(MAX_ROUNDS):
        snapshot = product_index.load(model)
        garments_match(snapshot, rows, progress)
        if product_index.noted() == snapshot.manifest:
            return
