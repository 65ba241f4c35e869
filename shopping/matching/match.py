"""Joins garments and products; people's decisions stand above machines' suggestions."""

from itertools import groupby
from typing import Any

import numpy as np
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from playback.models import Video
from shopping.matching.candidates import Candidate, Shelf, nearest
from shopping.models import Match, Product, ProductImage
from shopping.products.embed import pictures_embed
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from vision.language.categories import group_of
from vision.models import Garment
from vision.vectors import unpack

DECIDED = (Match.Status.APPROVED, Match.Status.REJECTED, Match.Status.PINNED)


def video_match_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Match the garments of film ``job.subject_id`` from their kept vectors; no film is decoded."""
    from vision import stamps

    video = Video.objects.filter(pk=job.subject_id).first()
    if video is None:
        raise UserError(f"Film {job.subject_id} is gone.")
    progress("matching", 0.0)
    present = stamps.current()
    pictures_embed(ProductImage.objects.all(), present.pictures, progress)  # none, unless the model changed
    garments = list(Garment.objects.filter(analysis__video=video, model=present.embedder))
    suggestions: dict[int, list[Candidate]] = {}
    for _, members in groupby(sorted(garments, key=_group), key=_group):
        batch = list(members)
        vectors = np.stack([unpack(garment.vector) for garment in batch])
        categories = [garment.category for garment in batch]
        shelf = Shelf.of(present.pictures, batch[0].category)
        found = nearest(present.pictures, vectors, categories, shelf, settings.MATCHES_PER_GARMENT)
        suggestions |= {garment.pk: row for garment, row in zip(batch, found, strict=True)}
    return {"garments": len(garments), "matches": matches_replace(video, suggestions)}


def _group(garment: Garment) -> str:
    return group_of(garment.category)


@transaction.atomic
def matches_replace(video: Video, suggestions: dict[int, list[Candidate]]) -> int:
    """Put new suggestions in the place of the old; returns how many matches can be shown.

    What a person decided stays as it is: pinned and approved products come first, rejected ones never come back.
    """
    of_video = Match.objects.select_for_update().filter(garment__analysis__video=video)
    decided: dict[int, list[Match]] = {}
    for match in of_video.filter(status__in=DECIDED).order_by("rank"):
        decided.setdefault(match.garment_id, []).append(match)
    of_video.filter(status=Match.Status.SUGGESTED).delete()
    new: list[Match] = []
    for garment_id, candidates in suggestions.items():
        own = decided.get(garment_id, [])
        taken = {match.product_id for match in own}
        first = 1 + sum(match.status != Match.Status.REJECTED for match in own)
        free = [candidate for candidate in candidates if candidate.product_pk not in taken]
        new += [
            Match(garment_id=garment_id, product_id=c.product_pk, rank=first + place, score=c.score)
            for place, c in enumerate(free)
        ]
    Match.objects.bulk_create(new)
    return len(new) + sum(m.status != Match.Status.REJECTED for own in decided.values() for m in own)


@transaction.atomic
def match_pin(garment: Garment, product: Product, user: User) -> Match:
    """Put a product of a person's choice before all that machines suggest for a garment."""
    match, _ = Match.objects.get_or_create(garment=garment, product=product)
    return match_decide(match, Match.Status.PINNED, user)


@transaction.atomic
def match_decide(match: Match, status: str, user: User) -> Match:
    """Record a person's word on a match; a pinned product goes to the front."""
    if status not in Match.Status.values:
        raise UserError(f"{status!r} is no decision; use one of {', '.join(Match.Status.values)}.")
    match.status, match.decided_by, match.decided = status, user, timezone.now()
    if status == Match.Status.PINNED:
        match.rank = 0
    match.save(update_fields=["status", "decided_by", "decided", "rank"])
    return match
