"""Many decisions at once: of a garment, of a product wherever it is suggested, of a title by chance."""

import uuid
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from shopping.matching.calibration import calibrations
from shopping.matching.decisions import fields_of
from shopping.matching.review_queue import CANDIDATES, items_refresh
from shopping.models import Decision, Match, MatchState, ReviewItem
from trendflix.core.errors import UserError
from vision.edits.places import Place, place_of
from vision.models import Garment

MAX_AT_ONCE = 2_000
"""Decisions of one bulk; what is more is told, and left for the next."""
STATUSES = (Match.Status.APPROVED, Match.Status.REJECTED)


@dataclass(frozen=True, slots=True)
class Bulk:
    """What is decided: suggestions for a garment, of a product, or in a title; of a title those of a chance alone.

    ``chance``: approve those at least as likely, or reject those that are less.
    """

    status: str
    garment: int | None = None
    product: int | None = None
    title: int | None = None
    chance: float = 0.0


@transaction.atomic
def bulk_decide(bulk: Bulk, user: User, note: str = "") -> int:
    """Decide; returns how many. Raises ``UserError`` where it names nothing or the status cannot be given to many."""
    if bulk.status not in STATUSES:
        raise UserError(gettext("Many matches at once can be approved or rejected."))
    matches = list(_chosen(bulk).select_for_update(of=("self",))[:MAX_AT_ONCE])
    batch, places = uuid.uuid4(), _places({match.garment_id for match in matches})
    Decision.objects.bulk_create(
        Decision(
            video_id=places[match.garment_id][0],
            garment_id=match.garment_id,
            product_id=match.product_id,
            place=places[match.garment_id][1],
            before=match.status,
            after=bulk.status,
            score=match.score,
            note=note[:300],
            batch=batch,
            decided_by=user,
        )
        for match in matches
    )
    Match.objects.filter(pk__in=[match.pk for match in matches]).update(**fields_of(bulk.status, user))
    MatchState.objects.filter(garment__in=places).delete()
    items_refresh(places)
    ReviewItem.objects.filter(garment__in=places).update(decided=timezone.now())
    return len(matches)


def _chosen(bulk: Bulk) -> QuerySet[Match]:
    rows = Match.objects.filter(status=Match.Status.SUGGESTED, product__available=True).order_by("garment_id", "rank")
    if bulk.garment:
        pks = rows.filter(garment=bulk.garment).values_list("pk", flat=True)
        decided = Match.objects.filter(garment=bulk.garment).exclude(status=Match.Status.SUGGESTED).count()
        return rows.filter(pk__in=list(pks[: max(0, CANDIDATES - decided)]))
    if bulk.product:
        return rows.filter(product=bulk.product)
    if bulk.title:
        return _of_title(rows, bulk)
    raise UserError(gettext("Name a garment, a product or a title."))


def _of_title(rows: QuerySet[Match], bulk: Bulk) -> QuerySet[Match]:
    """Of a title's garments by the model's chance; those of models without a calibration are left to one by one."""
    of_title = rows.filter(garment__analysis__video__title=bulk.title, garment__hidden=False)
    models = set(of_title.order_by().values_list("garment__model", flat=True))
    chosen = Match.objects.none()
    for model, known in calibrations().items():
        if model in models:
            score = known.score_of(bulk.chance)
            by = {"score__gte": score} if bulk.status == Match.Status.APPROVED else {"score__lt": score}
            chosen |= of_title.filter(garment__model=model, **by)
    return chosen


def _places(garments: set[int]) -> dict[int, tuple[int, Place]]:
    """garment pk → its film's pk and its place."""
    rows = Garment.objects.filter(pk__in=garments).select_related("analysis").defer("vector", "analysis__shots")
    return {
        one.pk: (one.analysis.video_id, place_of(one, one.appearances.all()))
        for one in rows.prefetch_related("appearances")
    }
