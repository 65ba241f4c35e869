"""Tries a transaction again that the database refused since others wrote or deleted the same rows meanwhile."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, models, router, transaction

from trendflix.core.causes import sqlstate

MAX_TRIES = 20
MAX_KEYS = 500
"""Primary keys that one statement names."""
_DEADLOCK = "40P01"
Result = TypeVar("Result")


def retried(work: Callable[[], Result], using: str, *, refers: bool = False) -> Result:
    """What ``work`` returns, done whole in one transaction, again after a deadlock: nothing of a try remains then.

    ``refers``: it writes references to rows that it reads, and is done again where one of them was deleted meanwhile.
    Raises ``OperationalError`` (``IntegrityError``) after ``MAX_TRIES``, and at once for any other reason.
    """
    for tries_left in reversed(range(MAX_TRIES)):
        try:
            with transaction.atomic(using=using):
                return work()
        except (OperationalError, IntegrityError) as error:
            is_passing = refers if isinstance(error, IntegrityError) else is_deadlock(error)
            if not tries_left or not is_passing:
                raise
    raise AssertionError("the last try returns or raises")


def is_deadlock(error: Exception) -> bool:
    """Whether the database ended a statement because two transactions waited for each other.

    Code 40P01 (``deadlock_detected``) of PostgreSQL.
    """
    return error.__cause__ is not None and sqlstate(error.__cause__) == _DEADLOCK


def rows_update(rows: models.QuerySet[Any], **values: Any) -> int:
    """Write values to rows that others write too, in the order of their keys; returns how many."""
    using = router.db_for_write(rows.model)

    def write() -> int:
        locked = rows.using(using).select_for_update(of=("self",)).order_by("pk")
        keys = list(locked.values_list("pk", flat=True))
        for at in range(0, len(keys), MAX_KEYS):
            rows.model._base_manager.using(using).filter(pk__in=keys[at : at + MAX_KEYS]).update(**values)
        return len(keys)

    return retried(write, using)
