"""Matches that are known to be right or wrong: what people decided, and second photos of the shop's own products."""

from collections.abc import Sequence

import numpy as np

from shopping.index.vectors import matrix
from shopping.matching.calibration import Answer
from shopping.models import Match, ProductImage
from vision.language.categories import group_of
from vision.types import AnyArray

STYLES = 12
"""Styles that are looked at for each photo: as many as a garment has matches."""
MAX_PHOTOS = 2000
Row = tuple[str, str, str, bytes]
"""Style, category, colour, and vector of a photo."""


def decided(model: str) -> list[Answer]:
    """What people approved, pinned or rejected on garments with vectors of an embedder."""
    rows = Match.objects.filter(garment__model=model).exclude(status=Match.Status.SUGGESTED).exclude(score=0.0)
    fields = rows.order_by("pk").values_list("score", "status", "garment_id")
    return [Answer(score, status != Match.Status.REJECTED, str(garment)) for score, status, garment in fields]


def of_catalogue(pictures: str) -> list[Answer]:
    """The nearest styles of products' second photos among all first photos, by vectors of the model ``pictures``.

    One is right that is of the same style, or of the same category and colour.
    """
    photos = ProductImage.objects.filter(model=pictures, vector__isnull=False, placeholder=False)
    fields = ("product__feed_id", "product__item_group_id", "product__product_id")
    seen: set[tuple[object, ...]] = set()
    first: list[Row] = []
    later: list[Row] = []
    values = photos.order_by("product_id", "position").values_list(
        *fields, "product__category", "product__color", "vector"
    )
    for feed, group, product, category, colour, vector in values.iterator():
        row = (f"{feed}/{group or product}", category, colour.strip().lower(), bytes(vector or b""))
        (later if (feed, product) in seen else first).append(row)
        seen.add((feed, product))
    return _nearest(first, later[:: max(1, len(later) // MAX_PHOTOS)])


def _nearest(first: Sequence[Row], later: Sequence[Row]) -> list[Answer]:
    if not first or not later:
        return []
    vectors, groups = matrix([row[3] for row in first]), np.array([group_of(row[1]) for row in first])
    answers: list[Answer] = []
    for row, vector in zip(later, matrix([row[3] for row in later]), strict=True):
        scores = np.where(groups == group_of(row[1]), vectors @ vector, -1.0)
        answers += _answers(row, first, scores)
    return answers


def _answers(row: Row, first: Sequence[Row], scores: AnyArray) -> list[Answer]:
    best: dict[str, Answer] = {}
    for place in np.argsort(-scores, kind="stable"):
        style, category, colour, _ = first[place]
        if len(best) == STYLES or scores[place] <= -1.0:
            break
        alike = bool(colour) and (category, colour) == row[1:3]
        best.setdefault(style, Answer(float(scores[place]), style == row[0] or alike, row[0]))
    return list(best.values())
