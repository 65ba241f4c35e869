"""Rolls events up to daily figures: each event once, whatever is killed in between."""

import time
from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from shopping.insights.counting import Place, counted
from shopping.insights.months import of_months
from shopping.models import Event, EventCursor, Figures, MonthFigures
from shopping.models.figures import COUNTED, Counts
from trendflix.core.clock import database_now

CHUNK = 5_000
"""Events of one transaction; others that write to SQLite wait for its end, a third of a second."""
MAX_SECONDS = 5.0
"""How long one call goes on, of the process that also watches over the others."""
SETTLED = timedelta(seconds=20)
"""How old an event must be: of two that are written at once the later number can be committed first."""
ROWS_A_STATEMENT = 300


def events_rollup_due(limit: int = CHUNK) -> int:
    """Roll up what waits, for ``MAX_SECONDS`` at most; how many events. ``limit`` is for rows that cost more each."""
    until, total = time.monotonic() + MAX_SECONDS, 0
    while done := events_rollup(CHUNK):
        total += done
        if done < CHUNK or time.monotonic() > until:
            break
    return total


@transaction.atomic
def events_rollup(limit: int = CHUNK) -> int:
    """Add the next events to the figures and move the cursor, both or neither; how many they were, 0 at the end."""
    cursor = _cursor()
    events = Event.objects.filter(pk__gt=cursor.last_event, created__lte=database_now() - SETTLED).order_by("pk")
    rows = list(events[:limit])
    if not rows:
        return 0
    counts = counted(rows)
    _add(Figures, "day", counts)
    _add(MonthFigures, "month", of_months(counts))
    cursor.last_event = rows[-1].pk
    cursor.save()
    return len(rows)


def _cursor() -> EventCursor:
    """The one cursor, locked until the transaction ends."""
    EventCursor.objects.get_or_create(pk=1)
    return EventCursor.objects.select_for_update().get(pk=1)


def _add(model: type[Counts], span: str, counts: dict[Place, Counter[str]]) -> None:
    """Add to rows of figures, or make them. In one order, so that two that add at once do not wait for each other.

    ``span`` names the column of the day or the month.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    one = f"({', '.join(['%s'] * (4 + len(COUNTED)))})"
    insert = f"INSERT INTO {table} (dimension, {span}, key, scope, {', '.join(COUNTED)})"  # names of ours
    added = "DO UPDATE SET " + ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in COUNTED)
    places = sorted(counts)
    with connection.cursor() as cursor:
        for start in range(0, len(places), ROWS_A_STATEMENT):
            part = places[start : start + ROWS_A_STATEMENT]
            values: list[Any] = [
                value for place in part for value in (*place, *(counts[place][name] for name in COUNTED))
            ]
            rows = ", ".join([one] * len(part))
            cursor.execute(f"{insert} VALUES {rows} ON CONFLICT (dimension, {span}, key, scope) {added}", values)
