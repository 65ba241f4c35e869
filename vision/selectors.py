"""Reads the results of film analysis."""

from typing import Any

from django.db.models import QuerySet

from playback.models import Video
from playback.visible import films_for
from trendflix.accounts.sight import Sight
from vision.models import Analysis, Garment


def analysis_of(video: Video) -> Analysis | None:
    """The film's analysis, or ``None``."""
    return Analysis.objects.filter(video=video).first()


def garments_of(video: Video) -> QuerySet[Garment]:
    """The film's garments that no person hid, with appearances, in the order they come on screen; two queries."""
    return Garment.objects.filter(analysis__video=video, hidden=False).prefetch_related("appearances")


def garment_for(sight: Sight, pk: int | None) -> Garment | None:
    """A garment of a film that one may see, with its film, or ``None``."""
    seen = Garment.objects.filter(analysis__video__in=films_for(sight)).select_related("analysis__video")
    return seen.filter(pk=pk).first() if pk else None


def garment_json(garment: Garment) -> dict[str, Any]:
    """One garment of a timeline, without its matches."""
    return {
        "id": garment.pk,
        "category": garment.category,
        "attributes": garment.attributes,
        "appearances": [
            {"start": span.start, "end": span.end, "boxes": span.boxes} for span in garment.appearances.all()
        ],
    }
