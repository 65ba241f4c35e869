"""Jobs that roll up what is watched, saved and worn, for lists and recommendations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_noop

from catalog.recommend.services import neighbours_rebuild
from catalog.recommend.stats import Figures, colours_write, ratings_of_all, stats_write
from playback.history import BROWSED
from playback.models import Progress as Position
from shopping.models import Match, Saved
from shopping.storefront.selectors import shown
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from vision.models import Garment
from vision.types import FloatArray
from vision.vectors import unit, unpack

AGES = (1, 3, 7, 14, 28)
"""Days; positions younger than the first, than the second … count as of the middle of their span."""
HALF_LIFE = 7.0
WEEK = timedelta(days=7)
GARMENT_TITLE = Coalesce("analysis__video__title__season__show_id", "analysis__video__title_id")
SAVED_TITLE = Coalesce("garment__analysis__video__title__season__show_id", "garment__analysis__video__title_id")


def roll_up_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Write ``TitleStats`` and ``TitleColour``."""
    return roll_up(timezone.now(), progress)


def roll_up(now: datetime, progress: Progress) -> dict[str, Any]:
    """The same as of a moment. Returns how many rows changed."""
    progress(gettext_noop("positions"), 0.0)
    viewers, trend = _viewers(), _trend(now)
    progress(gettext_noop("ratings and saved products"), 0.4)
    ratings, saved = ratings_of_all(), _saved(now)
    progress(gettext_noop("what is worn"), 0.6)
    colours = dict(_worn())
    pieces: Counter[int] = Counter()
    for (title, _), count in colours.items():
        pieces[title] += count
    keys = {*viewers, *trend, *ratings, *saved, *pieces}
    found = {
        key: Figures(
            viewers.get(key, 0), trend.get(key, 0.0), *ratings.get(key, (0, 0.0)), saved.get(key, 0), pieces[key]
        )
        for key in keys
    }
    progress(gettext_noop("writing"), 0.8)
    named = {pair: count for pair, count in colours.items() if pair[1]}
    return {"titles": stats_write(found), "colours": colours_write(named)}


def neighbours_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Write ``TitleNeighbour``."""
    progress(gettext_noop("reading what is worn and watched"), 0.0)
    changed = neighbours_rebuild(_watched(), looks(), lambda part: progress(gettext_noop("comparing titles"), part))
    return {"neighbours": changed}


def _viewers() -> dict[int, int]:
    rows = Position.objects.order_by().annotate(key=BROWSED).values_list("key")
    return dict(rows.annotate(viewers=Count("viewer", distinct=True)))


def _trend(now: datetime) -> dict[int, float]:
    """Positions of the last weeks, each halved every ``HALF_LIFE`` days, by title; one query, in steps of age."""
    starts = [now - timedelta(days=days) for days in AGES]
    spans = list(zip([now + WEEK, *starts], starts, strict=False))
    counts = {f"n{n}": Count("pk", filter=Q(updated__lt=to, updated__gte=since)) for n, (to, since) in enumerate(spans)}
    middles = [(young + old) / 2 for young, old in zip((0, *AGES), AGES, strict=False)]
    weights = [0.5 ** (middle / HALF_LIFE) for middle in middles]
    rows = Position.objects.filter(updated__gte=starts[-1]).order_by().annotate(key=BROWSED).values_list("key")
    return {key: sum(w * n for w, n in zip(weights, found, strict=True)) for key, *found in rows.annotate(**counts)}


def _saved(now: datetime) -> dict[int, int]:
    rows = Saved.objects.filter(created__gte=now - WEEK, garment__isnull=False).order_by()
    return dict(rows.annotate(key=SAVED_TITLE).values_list("key").annotate(count=Count("pk")))


def _worn() -> Iterator[tuple[tuple[int, str], int]]:
    """((title, colour), garments with something to show); the colour is empty where none is known."""
    offered = Exists(Match.objects.filter(shown(), garment=OuterRef("pk")))
    named = KeyTextTransform("colour", "attributes")
    rows = (
        Garment.objects.filter(offered)
        .order_by()
        .annotate(key=GARMENT_TITLE, colour=named)
        .values_list("key", "colour")
    )
    for title, colour, count in rows.annotate(count=Count("pk")):
        yield (title, (colour or "")[:20]), count


def _watched() -> Iterable[tuple[int, int]]:
    """(viewer, title) of what was begun, oldest first."""
    rows = Position.objects.filter(Q(watched=True) | Q(position__gt=0)).annotate(key=BROWSED).order_by("updated", "pk")
    return rows.values_list("viewer_id", "key").iterator(chunk_size=10_000)


def looks() -> dict[int, FloatArray]:
    """title → the mean of its garments' vectors, weighted by their seconds on screen, as a unit vector (d,).

    Of the model that made most of them: vectors of different models cannot be compared.
    """
    common = Garment.objects.order_by().values_list("model").annotate(n=Count("pk")).order_by("-n").first()
    if common is None:
        return {}
    sums: dict[int, Any] = defaultdict(float)
    rows = Garment.objects.filter(model=common[0]).annotate(key=GARMENT_TITLE).order_by()
    for key, vector, seconds in rows.values_list("key", "vector", F("seconds")).iterator(chunk_size=2_000):
        sums[key] = sums[key] + unpack(vector) * max(seconds, 0.1)
    return {key: unit(total) for key, total in sums.items()}
