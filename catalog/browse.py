"""The library by filters and in an order, as keys: each order is read from an index, whatever the filters leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from catalog.models import Title, TitleColour
from catalog.selectors import browsable, browsed
from trendflix.accounts.sight import Sight
from trendflix.core.paging import MAX_COUNT

NEW, NAME, YEAR, RATING, TRENDING = "new", "name", "year", "rating", "trending"
LENGTHS = {"short": (0, 3600), "medium": (3600, 7200), "long": (7200, 10**6)}
"""Seconds: from, to (not included)."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; empty values and ``None`` leave everything."""

    kind: str = ""
    genre: str = ""
    year_from: int | None = None
    year_to: int | None = None
    language: str = ""
    country: str = ""
    age: int | None = None
    length: str = ""
    colour: str = ""
    shoppable: bool = False


class Keys(Sequence[int]):
    """The keys of several lists, one after the other, counted to ``MAX_COUNT`` and no further; for a paginator."""

    def __init__(self, *parts: QuerySet[Title]) -> None:
        self.parts: list[Any] = [part.values_list("pk", flat=True) for part in parts]
        self._counts: list[int] | None = None

    @property
    def counts(self) -> list[int]:
        """How many each list holds; asked once."""
        if self._counts is None:
            self._counts = [part.order_by()[:MAX_COUNT].count() for part in self.parts]
        return self._counts

    def __len__(self) -> int:
        return min(MAX_COUNT, sum(self.counts))

    def __getitem__(self, place: Any) -> Any:
        """Keys of a slice without a step; only lists that it reaches into are read."""
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        start, end, found = place.start or 0, len(self) if place.stop is None else place.stop, list[int]()
        for part, count in zip(self.parts, self.counts, strict=True):
            if start < count and end > 0:
                found += part[max(0, start) : min(end, count)]
            start, end = start - count, end - count
        return found


def browse(sight: Sight, filters: Filters, order: str = NEW) -> Keys:
    """Keys of the films and shows that a person sees, filtered, in an order: ``new``, ``name``, ``year``, ``rating``,
    ``trending``. What the order says nothing of (no year, never rated) comes last, newest first.
    """
    found = _filtered(browsed(sight).order_by("-pk"), filters)
    if order == NAME:
        return Keys(found.order_by("name", "pk"))
    if order == YEAR:
        return Keys(found.filter(year__isnull=False).order_by("-year", "-pk"), found.filter(year__isnull=True))
    if order in (RATING, TRENDING):
        field = "rating" if order == RATING else "trend"
        ranked = found.filter(**{f"stats__{field}__gt": 0}).order_by(f"-stats__{field}", "-stats__title_id")
        return Keys(ranked, found.filter(Q(stats__isnull=True) | Q(**{f"stats__{field}": 0})))
    return Keys(found)


def titles_of_keys(sight: Sight, keys: Sequence[int]) -> list[Title]:
    """The titles as cards show them, with ``is_soon``, in the order of their keys; one query."""
    found = browsable(sight).order_by().defer("synopsis").in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _filtered(titles: QuerySet[Title], filters: Filters) -> QuerySet[Title]:
    """Relations are asked for title by title, along the index of the order; none of them joins."""
    given: dict[str, Any] = {
        "kind": filters.kind,
        "year__gte": filters.year_from,
        "year__lte": filters.year_to,
        "minimum_age__lte": filters.age,
    }
    titles = titles.filter(**{name: value for name, value in given.items() if value not in ("", None)})
    for name, key in (("genres", "genre__slug"), ("languages", "language"), ("countries", "country")):
        value = getattr(filters, key.partition("__")[0])
        if value:
            titles = titles.filter(_linked(name, key, value))
    if filters.length:
        titles = titles.filter(_lasts(*LENGTHS[filters.length]))
    if filters.colour:
        titles = titles.filter(Exists(TitleColour.objects.filter(title=OuterRef("pk"), colour=filters.colour)))
    return titles.filter(stats__pieces__gt=0) if filters.shoppable else titles


def _linked(name: str, key: str, value: str) -> Q:
    through: Any = getattr(Title, name).through
    return Q(pk__in=through.objects.filter(**{key: value}).values("title_id"))


def _lasts(start: int, end: int) -> Q:
    """By the stated length, or the film's where none is stated."""
    film = Q(runtime__isnull=True, video__duration__gte=start, video__duration__lt=end)
    return Q(runtime__gte=start, runtime__lt=end) | film
