"""Rolls up what viewers do with titles, for lists that read it by index."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Case, Count, F, FloatField, Sum, Value, When

from catalog.models import Rating, Title, TitleColour, TitleStats
from catalog.models.ratings import MAX_STARS

PRIOR = 5
"""Ratings of the mean of all titles that each title is thought to have besides its own."""
CHUNK = 500
ROUNDED = 4
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Figures:
    """What ``TitleStats`` keeps of a film or a show."""

    viewers: int = 0
    trend: float = 0.0
    ratings: int = 0
    rating: float = 0.0
    saved: int = 0
    pieces: int = 0


def ratings_of_all() -> dict[int, tuple[int, float]]:
    """title → (how many ratings, their Bayesian mean, 0 to 1); one query.

    Stars are read as (stars - 1) / 4, a bare like as 1, a dislike as 0.
    """
    stars = (F("stars") - 1.0) / float(MAX_STARS - 1)
    values = Case(When(stars__isnull=False, then=stars), When(liking=1, then=Value(1.0)), default=Value(0.0))
    said = Rating.objects.exclude(liking=0, stars__isnull=True).order_by().values_list("title_id")
    rows = list(said.annotate(count=Count("pk"), total=Sum(values, output_field=FloatField())))
    everything = sum(count for _, count, _ in rows)
    mean = sum(total for _, _, total in rows) / everything if everything else 0.0
    return {title: (count, (PRIOR * mean + total) / (PRIOR + count)) for title, count, total in rows}


def stats_write(found: Mapping[int, Figures]) -> int:
    """Keep the figures of films and shows; titles that are not among them get zeros. How many rows changed.

    Keys of titles that are gone meanwhile are left out. Rows are compared first, so that equal input writes nothing.
    """
    kept: dict[int, TitleStats] = {row.pk: row for row in TitleStats.objects.all()}
    wanted = dict(found) | {key: Figures() for key in kept if key not in found}
    changed = [key for key, figures in wanted.items() if key not in kept or _differs(kept[key], figures)]
    for keys in _chunks(changed):
        present = Title.objects.filter(pk__in=keys).values_list("pk", flat=True)
        rows = [TitleStats(title_id=key, **_rounded(wanted[key])) for key in present]
        fields = [*asdict(Figures()), "updated"]
        TitleStats.objects.bulk_create(rows, update_conflicts=True, unique_fields=["title"], update_fields=fields)
    return len(changed)


def _rounded(figures: Figures) -> dict[str, Any]:
    return {name: round(value, ROUNDED) for name, value in asdict(figures).items()}


def _differs(row: TitleStats, figures: Figures) -> bool:
    return any(getattr(row, name) != value for name, value in _rounded(figures).items())


def colours_write(found: Mapping[tuple[int, str], int]) -> int:
    """Keep how many pieces of each (title, colour) there are, and no others. How many rows changed."""
    kept = {(row.title_id, row.colour): row for row in TitleColour.objects.all()}
    gone = [row.pk for pair, row in kept.items() if pair not in found]
    for keys in _chunks(gone):
        TitleColour.objects.filter(pk__in=keys).delete()
    changed = [pair for pair, pieces in found.items() if pair not in kept or kept[pair].pieces != pieces]
    for pairs in _chunks(changed):
        _colours_upsert(pairs, found)
    return len(gone) + len(changed)


@transaction.atomic
def _colours_upsert(pairs: Sequence[tuple[int, str]], found: Mapping[tuple[int, str], int]) -> None:
    present = set(Title.objects.filter(pk__in={title for title, _ in pairs}).values_list("pk", flat=True))
    rows = [TitleColour(title_id=one[0], colour=one[1], pieces=found[one]) for one in pairs if one[0] in present]
    TitleColour.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["title", "colour"], update_fields=["pieces"]
    )


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
