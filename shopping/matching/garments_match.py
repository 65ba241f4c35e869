"""Matches garments, of one film or of many, a batch of one category at a time."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext_noop

from shopping.index.snapshot import Snapshot
from shopping.index.vectors import matrix
from shopping.matching.candidates import SAME_CATEGORY, ranked
from shopping.matching.match_rows import matches_write
from trendflix.jobs.progress import Progress
from vision.models import Garment

BATCH = 512
"""Garments a transaction."""
STATE_VERSION = 1
"""Raise when the same garments and products get other matches by a change of the code."""


def rules_of(model: str) -> str:
    """Names what a garment's matches follow from beside its vector and the products: 16 characters."""
    known = (STATE_VERSION, model, settings.MATCHES_PER_GARMENT, SAME_CATEGORY)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


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
    rows = list(Garment.objects.filter(pk__in=pks).order_by("pk").values_list("pk", "vector"))
    vectors = matrix([bytes(vector) for _, vector in rows])
    found = ranked(snapshot, vectors, category, settings.MATCHES_PER_GARMENT)
    lists = {pk: made for (pk, _), made in zip(rows, found, strict=True)}
    return matches_write(lists, rules_of(snapshot.manifest.model))


def _batches(rows: Iterable[tuple[str, int]]) -> Iterator[tuple[str, list[int]]]:
    for category, members in groupby(rows, key=lambda row: row[0]):
        pks = [pk for _, pk in members]
        for at in range(0, len(pks), BATCH):
            yield category, pks[at : at + BATCH]
