"""Matches known to be right or wrong: those of a film of which it is written down which styles are worn when."""

import json
from pathlib import Path
from typing import Any

from playback.models import Video
from shopping.matching.calibration import Answer
from shopping.models import Match, Product
from trendflix.core.errors import UserError
from vision.language.categories import group_of

MIN_SECONDS = 0.5
"""How long a garment must be on screen in a shot to be one of it."""
Look = tuple[str, str]
"""The search group of a garment's category, and its colour."""


def of_film(video: Video, truth: Path) -> list[Answer]:
    """The matches of garments of a kind that the truth says is worn while they are there.

    One is right of the same style, or of the same group and colour. ``truth`` is JSON: ``{"shots": [{"start", "end",
    "worn": [{"item_group_id", "id"}]}]}``. Raises ``UserError``.
    """
    try:
        shots = json.loads(truth.read_text(encoding="utf-8"))["shots"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{truth}: is no list of what is worn ({error}).") from error
    rows = Match.objects.filter(garment__analysis__video=video).select_related("garment", "product")
    answers = []
    for match in rows.prefetch_related("garment__appearances").order_by("pk"):
        worn = _worn(match, shots)
        if any(look[0] == group_of(match.garment.category) for look in worn.values()):
            is_right = match.product.item_group_id in worn or _look(match.product) in worn.values()
            answers.append(Answer(match.score, is_right, str(match.garment_id)))
    return answers


def _worn(match: Match, shots: list[dict[str, Any]]) -> dict[str, Look]:
    """Style → look of what is worn while a match's garment is there."""
    stays = [(stay.start, stay.end) for stay in match.garment.appearances.all()]
    ids = {
        one["id"]
        for shot in shots
        if any(min(end, shot["end"]) - max(start, shot["start"]) >= MIN_SECONDS for start, end in stays)
        for one in shot["worn"]
    }
    return {one.item_group_id: _look(one) for one in Product.objects.filter(product_id__in=ids)}


def _look(product: Product) -> Look:
    return group_of(product.category), product.color.strip().lower()
