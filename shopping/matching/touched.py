"""Which garments a change of the products can touch: no other one's matches can differ afterwards.

A garment's list holds its best styles. It changes where a picture that is new, changed or available again reaches the
order of the last of the list, or where a product of the list changed or went away.
"""

from collections.abc import Iterable

import numpy as np
from django.db.models import Count, F, Q

from shopping.index.bases import is_exact
from shopping.index.changes import effects_between
from shopping.index.columns import Columns
from shopping.index.snapshot import Snapshot
from shopping.index.vectors import matrix, vectors_of
from shopping.matching.plausible import NOT_SEARCHED, Chances, bonus_table, reached_from
from shopping.matching.rules import rules_of
from shopping.models import Match, Product
from vision.language.categories import CATEGORIES
from vision.models import Garment
from vision.types import AnyArray, FloatArray

MARGIN, QUANTISED_MARGIN = 1e-4, 0.02
"""How far below the cutoff a picture still counts: of an exact index, and of one with quantised vectors."""
MAX_ENTERING_SHARE = 0.25
"""Of all pictures; with more new ones than this every garment is matched."""
CHUNK = 500
READ = 4096
"""Garments that are read at a time."""
GarmentRow = tuple[str, int]
"""(category, pk)."""


def garments_all(embedder: str) -> set[GarmentRow]:
    """Every garment with a vector of the present model."""
    return set(Garment.objects.filter(model=embedder).order_by().values_list("category", "pk"))


def garments_touched(snapshot: Snapshot, old: Columns | None, embedder: str) -> set[GarmentRow]:
    """The garments that must be matched again, since products were last as in ``old``; all where that is not known."""
    if old is None:
        return garments_all(embedder)
    effects = effects_between(old, snapshot.columns)
    if len(effects.entering) > MAX_ENTERING_SHARE * len(snapshot.columns):
        return garments_all(embedder)
    touched = _unmatched(snapshot.manifest.model, embedder) | _reached(snapshot, effects.entering, embedder)
    return touched | _losing(effects.leaving, embedder)


def _unmatched(model: str, embedder: str) -> set[GarmentRow]:
    """Garments that were not matched yet, or by other rules, or on which a person decided since."""
    rows = Garment.objects.filter(model=embedder)
    stale = rows.filter(Q(match_state=None) | ~Q(match_state__rules=rules_of(model)))
    return set(stale.order_by().values_list("category", "pk"))


def _losing(products: AnyArray, embedder: str) -> set[GarmentRow]:
    """Garments with a match among some products; where products are deleted, those that have lost a row."""
    touched: set[GarmentRow] = set()
    there = 0
    for at in range(0, len(products), CHUNK):
        pks = products[at : at + CHUNK].tolist()
        there += Product.objects.filter(pk__in=pks).count()
        rows = Match.objects.filter(product_id__in=pks, garment__model=embedder).order_by()
        touched.update(rows.values_list("garment__category", "garment_id"))
    if there < len(products):
        counted = Garment.objects.filter(model=embedder).annotate(held=Count("matches")).order_by()
        touched.update(counted.exclude(held=F("match_state__rows")).values_list("category", "pk"))
    return touched


def _reached(snapshot: Snapshot, entering: AnyArray, embedder: str) -> set[GarmentRow]:
    """Garments whose list one of some pictures (rows of the columns) can enter."""
    touched: set[GarmentRow] = set()
    columns = snapshot.columns.take(entering)
    ids, vectors = vectors_of(columns.image)
    codes = columns.category[columns.places(ids)]
    margin = MARGIN if is_exact(snapshot.faiss) else QUANTISED_MARGIN
    known = [int(code) for code in np.unique(codes) if code < len(CATEGORIES)]
    for names in {tuple(sorted(reached_from([code]))) for code in known}:
        here = np.isin(codes, [code for code in known if tuple(sorted(reached_from([code]))) == names])
        touched |= _reached_in(names, vectors[here], codes[here], margin, embedder)
    return touched


def _reached_in(
    names: Iterable[str], vectors: FloatArray, codes: AnyArray, margin: float, embedder: str
) -> set[GarmentRow]:
    """The same among garments of some categories: pictures' vectors (n, d) and codes of their categories (n,)."""
    touched: set[GarmentRow] = set()
    rows = Garment.objects.filter(model=embedder, category__in=names).order_by()
    chunk: list[Known] = []
    fields = ("pk", "category", "vector", "match_state__cutoff", "found_category", "chances")
    for pk, category, data, cutoff, chosen, chances in rows.values_list(*fields).iterator(READ):
        chunk.append((pk, category, bytes(data), cutoff, {} if chosen else chances))
        if len(chunk) == READ:
            touched |= _reached_of(chunk, vectors, codes, margin)
            chunk = []
    return touched | _reached_of(chunk, vectors, codes, margin)


Known = tuple[int, str, bytes, float | None, Chances]
"""A garment's pk, category, vector, the order of the last of its list, and what else it may be."""


def _reached_of(rows: list[Known], vectors: FloatArray, codes: AnyArray, margin: float) -> set[GarmentRow]:
    if not rows:
        return set()
    garments = matrix([data for _, _, data, *_ in rows])
    if garments.shape[1] != vectors.shape[1]:
        return set()
    bonuses = bonus_table((category, chances) for _, category, _, _, chances in rows)[:, codes]
    orders = np.where(bonuses > NOT_SEARCHED, garments @ vectors.T + bonuses, -np.inf)
    cutoffs = np.array([-np.inf if cutoff is None else cutoff for *_, cutoff, _ in rows])
    best = orders.max(axis=1)
    return {(rows[place][1], rows[place][0]) for place in np.flatnonzero((best > -np.inf) & (best >= cutoffs - margin))}
