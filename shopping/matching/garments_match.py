"""Matches garments, of one film or of many, a batch of one category at a time."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext_noop

from shopping.index.snapshot import Snapshot
from shopping.index.vectors import matrix
from shopping.matching.candidates import Ranked, ranked
from shopping.matching.facts import facts_of
from shopping.matching.match_rows import matches_write
from shopping.matching.ordering import Worn, ordered
from shopping.matching.ranking import ranking_of
from shopping.matching.review_queue import items_refresh
from shopping.matching.rules import rules_of
from trendflix.jobs.progress import Progress
from vision.language.palette import palette_from_json
from vision.models import Garment

BATCH = 512
"""Garments a transaction."""


def garments_match(snapshot: Snapshot, garments: Iterable[tuple[str, int]], progress: Progress) -> int:
    """Match garments, (category, pk) each, anew; returns how many rows changed.

    What is written stays where this is broken off.
    """
    rows = sorted(garments)
    changed = done = 0
    for category, pks in _batches(rows):
        progress(gettext_noop("matching"), done / len(rows))
        changed += _batch_match(snapshot, category, pks)
        done += len(pks)
    return changed


def _batch_match(snapshot: Snapshot, category: str, pks: list[int]) -> int:
    fields = ("pk", "vector", "model", "palette", "found_category", "chances")
    rows = list(Garment.objects.filter(pk__in=pks).order_by("pk").values_list(*fields))
    vectors = matrix([bytes(row[1]) for row in rows])
    chances = [{} if chosen else chances for *_, chosen, chances in rows]  # a person's word on the category is final
    found = ranked(snapshot, vectors, category, settings.MATCHES_PER_GARMENT, chances)
    facts = facts_of(one.product_pk for made in found for one in made.candidates)
    lists = {}
    for (pk, _, model, palette, *_), made in zip(rows, found, strict=True):
        worn = Worn(category, palette_from_json(palette), model)
        lists[pk] = Ranked(ordered(worn, made.candidates, facts, ranking_of(model)), made.cutoff)
    changed = matches_write(lists, rules_of(snapshot.manifest.model))
    items_refresh(lists)
    return changed


def _batches(rows: Iterable[tuple[str, int]]) -> Iterator[tuple[str, list[int]]]:
    for category, members in groupby(rows, key=lambda row: row[0]):
        pks = [pk for _, pk in members]
        for at in range(0, len(pks), BATCH):
            yield category, pks[at : at + BATCH]
