"""The queue of review: which garment a person should look at next.

An item's priority is how unsure its suggestions are, times how much of it viewers see. A suggestion of the chance p is
as unsure as the variance of its being right, 4 p (1 − p); an item's is the mean of those that a reviewer is shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db import router
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_noop

from shopping.matching.calibration import chance_of
from shopping.models import Match, ReviewItem
from trendflix.core.deadlocks import retried
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from vision.models import Garment

CANDIDATES = 9
"""Candidates of an item, one for each number key: what is decided, then suggestions. So many decisions close it."""
CHUNK = 500
VIDEO_TITLE = "analysis__video__title"
VIEWERS = Coalesce(f"{VIDEO_TITLE}__stats__viewers", f"{VIDEO_TITLE}__season__show__stats__viewers", 0)
Row = tuple[str, float]
"""Status and score of a match."""


def items_refresh(garments: Iterable[int]) -> int:
    """Write the items of some garments (pks): by their matches, their time on screen and the film's viewers."""
    using = router.db_for_write(ReviewItem)
    done = 0
    for pks in _chunks(sorted(garments)):
        done += retried(partial(_items_write, pks), using, refers=True)
    return done


def _items_write(pks: Sequence[int]) -> int:
    matches = _matches(pks)
    rows = Garment.objects.filter(pk__in=pks).annotate(viewers=VIEWERS, title_id=F(f"{VIDEO_TITLE}_id")).order_by("pk")
    fields = ("pk", "title_id", "category", "model", "seconds", "viewers", "hidden")
    items = [_item(dict(zip(fields, row, strict=True)), matches[row[0]]) for row in rows.values_list(*fields)]
    ReviewItem.objects.bulk_create(
        items,
        update_conflicts=True,
        unique_fields=["garment"],
        update_fields=["title", "category", "is_open", "priority"],
    )
    return len(items)


def item_decided(garment: int) -> None:
    """Note that a person decided on a garment or on a match of it."""
    items_refresh([garment])
    ReviewItem.objects.filter(pk=garment).update(decided=timezone.now())


def queue_refresh_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Write all items: what viewers watch, and how long, changes by itself."""
    pks = list(Garment.objects.order_by("pk").values_list("pk", flat=True))
    done = 0
    for chunk in _chunks(pks):
        progress(gettext_noop("ordering what is to be reviewed"), done / len(pks))
        done += items_refresh(chunk)
    return {"items": done}


def uncertainty(model: str, scores: Sequence[float]) -> float:
    """0 (all sure) to 1: the mean of 4 p (1 − p) over suggestions; an uncalibrated cosine stands for its chance."""
    if not scores:
        return 0.0
    chances = [chance_of(model, score) for score in scores]
    known = [min(1.0, max(0.0, s)) if p is None else p for p, s in zip(chances, scores, strict=True)]
    return sum(4 * p * (1 - p) for p in known) / len(known)


def _item(garment: dict[str, Any], matches: Sequence[Row]) -> ReviewItem:
    suggested = [score for status, score in matches if status == Match.Status.SUGGESTED]
    waiting = suggested[: max(0, CANDIDATES - (len(matches) - len(suggested)))]
    exposure = garment["seconds"] * (1 + garment["viewers"])
    return ReviewItem(
        garment_id=garment["pk"],
        title_id=garment["title_id"],
        category=garment["category"],
        is_open=bool(waiting) and not garment["hidden"],
        priority=uncertainty(garment["model"], waiting) * exposure,
    )


def _matches(garments: Sequence[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    rows = Match.objects.filter(garment_id__in=garments, product__available=True).order_by("garment_id", "rank", "pk")
    for garment, status, score in rows.values_list("garment_id", "status", "score"):
        found[garment].append((status, score))
    return found


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]
