"""Writes what matching found: rows keep their ids, equal ones are not touched, and people's decisions stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import router
from django.utils import timezone

from shopping.matching.candidates import Candidate, Ranked
from shopping.models import FOR_SALE, Match, MatchState, Product
from trendflix.core.deadlocks import retried
from vision.models import Garment

DECIDED = (Match.Status.APPROVED, Match.Status.REJECTED, Match.Status.PINNED)
SAME_SCORE = 1e-4
"""Cosines that differ less are the same: an index may compute them in more than one way."""
CHUNK = 500
"""Ids a query."""


@dataclass(slots=True)
class Writes:
    """Rows to create, to change and to delete, and states to put."""

    created: list[Match] = field(default_factory=list)
    changed: list[Match] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    states: list[MatchState] = field(default_factory=list)


def matches_write(lists: Mapping[int, Ranked], rules: str) -> int:
    """Make the suggestions of some garments (pk → list) what was found; returns how many rows changed.

    What a person decided stays as it is: pinned and approved products come first, rejected ones never come back. A
    garment or a product that is deleted meanwhile is left out.
    """
    return retried(lambda: _write(lists, rules), router.db_for_write(Match), refers=True)


def _write(lists: Mapping[int, Ranked], rules: str) -> int:
    existing = _existing(lists)
    sold = _sold({one.product_pk for found in lists.values() for one in found.candidates})
    states = MatchState.objects.in_bulk(list(lists))
    writes = Writes()
    for garment in _garments_there(lists):
        _compare(writes, garment, lists[garment], existing.get(garment, []), sold)
    _apply(writes)
    _states_put(lists, rules, states, sold)
    return len(writes.created) + len(writes.changed) + len(writes.deleted)


def _compare(writes: Writes, garment: int, found: Ranked, rows: Sequence[Match], sold: set[int]) -> None:
    """Add to the writes what makes a garment's rows those of a list."""
    decided = {row.product_id for row in rows if row.status in DECIDED}
    suggested = {row.product_id: row for row in rows if row.status == Match.Status.SUGGESTED}
    first = 1 + sum(row.status in (Match.Status.APPROVED, Match.Status.PINNED) for row in rows)
    free = [one for one in found.candidates if one.product_pk in sold and one.product_pk not in decided]
    for rank, one in enumerate(free, start=first):
        row = suggested.pop(one.product_pk, None)
        if row is None:
            writes.created.append(Match(garment_id=garment, product_id=one.product_pk, rank=rank, score=one.score))
        elif _differs(row, rank, one):
            row.rank, row.score, row.updated = rank, one.score, timezone.now()
            writes.changed.append(row)
    writes.deleted += [row.pk for row in suggested.values()]


def _differs(row: Match, rank: int, one: Candidate) -> bool:
    return row.rank != rank or abs(row.score - one.score) > SAME_SCORE


def _apply(writes: Writes) -> None:
    """A row that a person decides on meanwhile is left alone; one that a person adds meanwhile wins."""
    suggested = Match.objects.filter(status=Match.Status.SUGGESTED)
    for pks in _chunks(writes.deleted):
        suggested.filter(pk__in=pks).delete()
    suggested.bulk_update(writes.changed, ["rank", "score", "updated"], batch_size=CHUNK)
    Match.objects.bulk_create(writes.created, ignore_conflicts=True)


def _states_put(lists: Mapping[int, Ranked], rules: str, before: dict[int, MatchState], sold: set[int]) -> None:
    """Note how garments were matched; one that got a product which is not sold any more is matched again."""
    rows = _row_counts(lists)
    stale = [g for g, found in lists.items() if any(one.product_pk not in sold for one in found.candidates)]
    there = _garments_there(lists)
    states = [MatchState(pk=g, cutoff=lists[g].cutoff, rows=rows.get(g, 0), rules=rules) for g in there]
    changed = [one for one in states if not _is_same(one, before.get(one.pk)) and one.pk not in stale]
    MatchState.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["garment"], update_fields=["cutoff", "rows", "rules"]
    )
    for pks in _chunks(stale):
        MatchState.objects.filter(pk__in=pks).delete()


def _is_same(new: MatchState, old: MatchState | None) -> bool:
    if old is None or (new.rules, new.rows) != (old.rules, old.rows) or (new.cutoff is None) != (old.cutoff is None):
        return False
    return abs((new.cutoff or 0.0) - (old.cutoff or 0.0)) < SAME_SCORE / 10


def _existing(garments: Iterable[int]) -> dict[int, list[Match]]:
    """The rows of some garments, locked in one order for all, so that two writers cannot wait for each other."""
    found: dict[int, list[Match]] = {}
    for pks in _chunks(sorted(garments)):
        for row in Match.objects.select_for_update().filter(garment_id__in=pks).order_by("pk"):
            found.setdefault(row.garment_id, []).append(row)
    return found


def _row_counts(garments: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for pks in _chunks(list(garments)):
        for garment in Match.objects.filter(garment_id__in=pks).order_by().values_list("garment_id", flat=True):
            counts[garment] = counts.get(garment, 0) + 1
    return counts


def _sold(products: set[int]) -> set[int]:
    sold: set[int] = set()
    for pks in _chunks(sorted(products)):
        sold.update(Product.objects.filter(FOR_SALE, pk__in=pks).order_by().values_list("pk", flat=True))
    return sold


def _garments_there(garments: Iterable[int]) -> list[int]:
    found: list[int] = []
    for pks in _chunks(sorted(garments)):
        found += Garment.objects.filter(pk__in=pks).order_by("pk").values_list("pk", flat=True)
    return found


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]
