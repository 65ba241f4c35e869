"""Writes many rows: in chunks, each a short transaction, with dates that the caller sets."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import models, transaction

Row = TypeVar("Row", bound=models.Model)
CHUNK = 2_000
START = datetime(2025, 1, 1, tzinfo=UTC)


def moment(number: int, step: timedelta = timedelta(minutes=10)) -> datetime:
    """A date that depends on a row's number alone."""
    return START + number * step


@dataclass
class Writer:
    """Counts what it writes and tells ``report`` the rows a second of each table."""

    report: Callable[[str], None] = print
    counts: dict[str, int] = field(default_factory=dict)

    def write(self, model: type[Row], rows: Iterable[Row], *, is_shared: bool = False) -> list[int]:
        """Insert rows a chunk at a time; returns their primary keys in order.

        ``is_shared``: some of them, such as countries, may be there already, and stay.
        """
        began, made = time.monotonic(), list[int]()
        with own_dates(model):
            left = iter(rows)
            while chunk := list(islice(left, CHUNK)):
                with transaction.atomic():
                    made += [row.pk for row in model._default_manager.bulk_create(chunk, ignore_conflicts=is_shared)]
        self._tell(model._meta.db_table, len(made), time.monotonic() - began)
        return made

    def _tell(self, table: str, count: int, seconds: float) -> None:
        self.counts[table] = self.counts.get(table, 0) + count
        self.report(f"{table:<28}{count:>10,} rows {count / max(seconds, 1e-6):>10,.0f} rows/s")


@contextmanager
def own_dates(model: type[models.Model]) -> Iterator[None]:
    """Let rows keep the dates that they were made with, where the model would put the present one."""
    dated: list[Any] = [one for one in model._meta.concrete_fields if isinstance(one, models.DateTimeField)]
    before = [(one.auto_now, one.auto_now_add) for one in dated]
    for one in dated:
        one.auto_now = one.auto_now_add = False
    try:
        yield
    finally:
        for one, (auto_now, auto_now_add) in zip(dated, before, strict=True):
            one.auto_now, one.auto_now_add = auto_now, auto_now_add
