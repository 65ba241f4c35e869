"""Which products look like a garment: nearest pictures, grouped by style."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopping.index.bases import is_exact
from shopping.index.columns import CODES, group_codes
from shopping.index.snapshot import Snapshot
from shopping.matching.plausible import SAME_CATEGORY, Chances, bonuses_of
from vision.types import AnyArray, FloatArray

PICTURES_PER_STYLE = 4
"""How many pictures are fetched at first for each style wanted: variants and views of one stand close together."""
FETCHED_MORE = 4
"""How many times more are fetched where those were too few."""
MAX_FETCHED = 16_384
DECIMALS = 5
"""Cosines are compared to this precision: the same picture's, computed in another way, differs a little."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product like a garment; ``score`` is the cosine of their vectors, ``order`` what they are sorted by."""

    product_pk: int
    style: int
    score: float
    order: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best product of each of the best styles, best first; ``cutoff`` is the order of the last of a full list."""

    candidates: list[Candidate]
    cutoff: float | None


@dataclass(frozen=True, slots=True)
class Found:
    """The pictures found for one vector, and the order that none of the others exceeds."""

    rows: AnyArray
    scores: FloatArray
    orders: FloatArray
    bound: float


def ranked(
    snapshot: Snapshot, vectors: FloatArray, category: str, styles: int, chances: Sequence[Chances] = ()
) -> list[Ranked]:
    """For each vector (n, d) of a garment of a category the best ``styles`` styles of what it may be.

    ``chances`` says for each what else it was taken for. Exactly those of the highest order where the index is exact:
    more pictures are fetched until no other can be one.
    """
    lists: list[Ranked] = [Ranked([], None)] * len(vectors)
    bonuses = [bonuses_of(category, chances[place] if chances else {}) for place in range(len(vectors))]
    for codes in sorted({tuple(sorted(one)) for one in bonuses}):
        places = np.array([place for place, one in enumerate(bonuses) if tuple(sorted(one)) == codes])
        searched = [(code, np.array([bonuses[place][code] for place in places])) for code in codes]
        for place, made in zip(places, _complete(snapshot, vectors[places], category, searched, styles), strict=True):
            lists[place] = made
    return lists


Searched = Sequence[tuple[int, AnyArray]]
"""Codes of the categories that garments may be of, with what is added (n,) to the cosines of each."""


def _complete(snapshot: Snapshot, vectors: FloatArray, category: str, searched: Searched, styles: int) -> list[Ranked]:
    """The lists of garments (n, d) that may be of the same categories."""
    lists: list[Ranked] = [Ranked([], None)] * len(vectors)
    pending, fetched = np.arange(len(vectors)), styles * PICTURES_PER_STYLE
    while len(pending):
        incomplete = []
        some = [(code, bonus[pending]) for code, bonus in searched]
        for place, found in zip(pending, _fetch(snapshot, vectors[pending], category, some, fetched), strict=True):
            lists[place] = _grouped(snapshot, found, styles)
            if not _is_complete(lists[place], found):
                incomplete.append(place)
        is_last = fetched >= MAX_FETCHED or not is_exact(snapshot.faiss)
        pending, fetched = np.array([] if is_last else incomplete, dtype=int), fetched * FETCHED_MORE
    return lists


def _fetch(snapshot: Snapshot, vectors: FloatArray, category: str, searched: Searched, top: int) -> list[Found]:
    """The ``top`` nearest of each category that is thought of, and as many of the others of the group."""
    named = [code for code, _ in searched]
    others = [code for code in group_codes(category) if code not in named]
    parts: list[tuple[list[int], AnyArray]] = [([code], bonus) for code, bonus in searched]
    parts.append((others, np.zeros(len(vectors))))
    results: list[Part] = []
    for codes, bonus in parts:
        allowed = snapshot.in_categories(codes)
        scores, ids = snapshot.search(vectors, allowed, top)
        results.append((np.round(scores, DECIMALS), ids, bonus, len(allowed) > scores.shape[1]))
    return [_joined(snapshot, results, number) for number in range(len(vectors))]


Part = tuple[FloatArray, AnyArray, AnyArray, bool]
"""Of one search: cosines (n, k), picture ids (n, k), what is added (n,), and whether there are more."""


def _joined(snapshot: Snapshot, results: Sequence[Part], number: int) -> Found:
    rows = snapshot.columns.places(np.concatenate([ids[number] for _, ids, _, _ in results]))
    scores = np.concatenate([scores[number] for scores, _, _, _ in results])
    orders = np.concatenate([scores[number] + bonus[number] for scores, _, bonus, _ in results])
    bounds = [float(scores[number].min() + bonus[number]) for scores, _, bonus, has_more in results if has_more]
    there = rows >= 0
    return Found(rows[there], scores[there], orders[there], max(bounds, default=-np.inf))


def _grouped(snapshot: Snapshot, found: Found, styles: int) -> Ranked:
    columns = snapshot.columns
    by_order = np.lexsort((columns.product[found.rows], -found.orders))
    _, first = np.unique(columns.style[found.rows[by_order]], return_index=True)
    best = by_order[np.sort(first)[:styles]]
    candidates = [
        Candidate(int(columns.product[row]), int(columns.style[row]), float(score), float(order))
        for row, score, order in zip(found.rows[best], found.scores[best], found.orders[best], strict=True)
    ]
    return Ranked(candidates, candidates[-1].order if len(candidates) == styles else None)


def _is_complete(made: Ranked, found: Found) -> bool:
    """Whether no picture that was not fetched can be in the list."""
    return found.bound == -np.inf or (made.cutoff is not None and made.cutoff > found.bound)


def products_near(
    snapshot: Snapshot, vector: FloatArray, codes: list[int] | None, fetched: int, preferred: str = ""
) -> dict[int, float]:
    """Product pk → the best cosine of its pictures among the nearest to a vector (d,), of some categories or of all.

    Products of the ``preferred`` category are put before the others, as for garments.
    """
    columns = snapshot.columns
    scores, ids = snapshot.search(vector[None], snapshot.in_categories(codes), fetched)
    best: dict[int, float] = {}
    for row, score in zip(columns.places(ids[0]), scores[0], strict=True):
        if row >= 0:
            bonus = SAME_CATEGORY if preferred and columns.category[row] == CODES.get(preferred) else 0.0
            product = int(columns.product[row])
            best[product] = max(best.get(product, -1.0), float(score) + bonus)
    return best
