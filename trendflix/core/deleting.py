"""Deletes rows that others refer to while those others are written by somebody else.

Django reads what refers to a row, deletes that, and then the row. PostgreSQL checks references when a transaction ends,
so a reference that is written in between makes the deletion fail (``IntegrityError``). Here every row that will go is
locked first: a transaction that wrote a reference to it waits at its end for ours, and then fails itself.
"""

from typing import Any

from django.db import connections, models, router
from django.db.models.deletion import Collector

from trendflix.core.deadlocks import retried

CHUNK = 1_000
Rows = dict[type[models.Model], set[Any]]


def rows_delete(rows: models.QuerySet[Any]) -> int:
    """Delete rows and all that goes with them; returns how many rows of all kinds went.

    Raises ``ProtectedError`` and ``RestrictedError`` as ``QuerySet.delete`` does.
    """
    using = router.db_for_write(rows.model)
    return retried(lambda: _locked(rows.using(using)).delete()[0], using)


def _locked(rows: models.QuerySet[Any]) -> Collector:
    """What goes with some rows, all of it that others may refer to locked: looked for again until nothing is new."""
    locked: Rows = {}
    while True:
        found = Collector(using=rows.db, origin=rows)
        found.collect(rows.all())
        new = _new(found, locked)
        if not new or not connections[rows.db].features.has_select_for_update:
            return found
        for model, keys in new.items():
            _lock(model, sorted(keys), rows.db)
            locked.setdefault(model, set()).update(keys)


def _new(found: Collector, locked: Rows) -> Rows:
    """Rows that are not locked yet, what refers before what is referred to, as deletions come."""
    found.sort()
    kinds = {model: {row.pk for row in instances} for model, instances in found.data.items()}
    return {model: new for model, keys in kinds.items() if (new := keys - locked.get(model, set()))}


def _lock(model: type[models.Model], keys: list[Any], using: str) -> None:
    for at in range(0, len(keys), CHUNK):
        chosen = model._base_manager.using(using).filter(pk__in=keys[at : at + CHUNK]).order_by("pk")
        list(chosen.select_for_update().values_list("pk", flat=True))
