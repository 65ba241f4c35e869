"""Inserts or updates many rows in one statement, several times faster than ``bulk_create``, which compiles each value.

It takes instances of one model that have no parents and whose fields need no expressions; the database's own types do.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.utils import timezone

Row = TypeVar("Row", bound=models.Model)
Taker = Callable[[Any], Any]
MAX_PARAMETERS = 30_000
"""Of one statement; PostgreSQL takes 65,535, SQLite says itself what it takes."""
PLAIN = (
    models.CharField,
    models.TextField,
    models.BooleanField,
    models.IntegerField,
    models.ForeignKey,
    models.FloatField,
)
"""Fields whose values a driver takes as they are."""
KEYS: dict[type[models.Field[Any, Any]], Callable[[Any], Any]] = {
    models.DecimalField: lambda value: value,
    models.DateTimeField: lambda value: value,
    models.JSONField: repr,
}
"""Fields of which equal values are prepared once in a statement, and what tells equal ones."""


def rows_upsert(rows: Sequence[Row], *, unique: Sequence[str], update: Sequence[str]) -> None:
    """Write rows of one model: new ones, or over those of the same ``unique`` fields the fields ``update``.

    Rows whose primary key the database makes get it. In the order that is given, so that two writers who sort alike
    wait for each other in one order.
    """
    if not rows:
        return
    meta: Any = rows[0]._meta
    names = [field.attname for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
    values = (tuple([getattr(row, name) for name in names]) for row in rows)
    made = values_upsert(type(rows[0]), names, list(values), unique=unique, update=update)
    keys = [meta.get_field(name).attname for name in unique]
    for row in rows:
        row.pk = made.get(tuple([getattr(row, name) for name in keys]), row.pk)


def values_upsert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    unique: Sequence[str],
    update: Sequence[str],
) -> dict[tuple[Any, ...], Any]:
    """``rows_upsert`` without instances, whose making costs more than writing them: the fields ``names`` of rows.

    Columns that are not named need a default in the database; times of creation and change are now, whatever is given.
    Returns {values of ``unique``: primary key} of the rows that were written.
    """
    meta = model._meta
    fields = [meta.get_field(name) for name in names]
    takers = [(at, taker) for at, field in enumerate(fields) if (taker := _taker(field)) is not None]
    size = max(1, _max_parameters() // len(fields))
    made: dict[tuple[Any, ...], Any] = {}
    for at in range(0, len(rows), size):
        chunk = rows[at : at + size]
        statement = _statement(meta, fields, len(chunk), unique=unique, update=update)
        with connection.cursor() as cursor:
            cursor.execute(statement, _flat(chunk, takers))
            made |= {found[1:]: found[0] for found in cursor.fetchall()}
    return made


def _flat(rows: Sequence[tuple[Any, ...]], takers: Sequence[tuple[int, Taker]]) -> list[Any]:
    """All values in one list, as the driver takes them."""
    flat: list[Any] = [value for row in rows for value in row]
    width = len(rows[0])
    for at, take in takers:
        flat[at::width] = map(take, flat[at::width])
    return flat


def _statement(meta: Any, fields: Sequence[Any], count: int, *, unique: Sequence[str], update: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    keys = [meta.get_field(name) for name in unique]
    columns = ", ".join(quote(field.column) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    new = ", ".join(f"{quote(c)} = EXCLUDED.{quote(c)}" for c in (meta.get_field(name).column for name in update))
    conflict = ", ".join(quote(field.column) for field in keys)
    returned = ", ".join(quote(field.column) for field in (meta.pk, *keys))
    return (
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {', '.join([one] * count)} "  # noqa: S608 - names of our models
        f"ON CONFLICT ({conflict}) DO {f'UPDATE SET {new}' if new else 'NOTHING'} RETURNING {returned}"
    )


def _taker(field: Any) -> Taker | None:
    """Makes of a field's value what the driver takes; ``None`` where it takes it as it is."""
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        now = field.get_db_prep_save(timezone.now(), connection)
        return lambda value: now
    if isinstance(field, PLAIN):
        return None
    known: dict[Any, Any] = {}  # prices and times repeat
    key_of = next((key for kind, key in KEYS.items() if isinstance(field, kind)), None)

    def take(value: Any) -> Any:
        if value is None or key_of is None:
            return None if value is None else field.get_db_prep_save(value, connection)
        if (key := key_of(value)) not in known:
            known[key] = field.get_db_prep_save(value, connection)
        return known[key]

    return take


def _max_parameters() -> int:
    connection.ensure_connection()
    if isinstance(connection.connection, sqlite3.Connection):
        return min(MAX_PARAMETERS, connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER))
    return MAX_PARAMETERS
