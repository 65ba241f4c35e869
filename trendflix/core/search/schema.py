"""Migration operations that give a documents' or a spellings' table its full text index, by vendor; reversible.

On SQLite the index follows its table by triggers, as the manual of FTS5 recommends for external content; a later
migration that rebuilds such a table must run its operation again.
"""

from collections.abc import Callable
from typing import Any

from django.db import migrations, transaction
from django.db.utils import DatabaseError

_TRIGGERS = """
CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN
  INSERT INTO {table}_fts (rowid, {names}) VALUES (new.{pk}, {new});
END;
CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN
  INSERT INTO {table}_fts ({table}_fts, rowid, {names}) VALUES ('delete', old.{pk}, {old});
END;
CREATE TRIGGER {table}_fts_update AFTER UPDATE ON {table} BEGIN
  INSERT INTO {table}_fts ({table}_fts, rowid, {names}) VALUES ('delete', old.{pk}, {old});
  INSERT INTO {table}_fts (rowid, {names}) VALUES (new.{pk}, {new});
END;
"""
_VECTOR = "array_to_tsvector(string_to_array(btrim({text}), ' '))"


def document_index(table: str, pk: str) -> migrations.RunPython:
    """The full text index of a ``Document``'s table."""
    vectors = {"main": _vector("main"), "all": _vector("main || ' ' || rest")}
    postgres = [f"ALTER TABLE {table} ADD COLUMN {name}_vector {vector}" for name, vector in vectors.items()]
    postgres += [f"CREATE INDEX {table}_{name} ON {table} USING gin ({name}_vector)" for name in ("main", "all")]
    undo = [f"ALTER TABLE {table} DROP COLUMN {name}_vector" for name in ("main", "all")]
    sqlite = _fts(table, pk, ("main", "rest"), "tokenize='ascii', prefix='2 3', detail='column'")
    return _operation(sqlite, _drop(table), postgres, undo)


def spelling_index(table: str) -> migrations.RunPython:
    """The trigram index of a ``Spelling``'s table; without pg_trgm PostgreSQL reads the table instead."""
    postgres = [f"CREATE INDEX {table}_trigrams ON {table} USING gin (token gin_trgm_ops)"]
    undo = [f"DROP INDEX IF EXISTS {table}_trigrams"]
    return _operation(_fts(table, "id", ("token",), "tokenize='trigram'"), _drop(table), postgres, undo, may_fail=True)


def trigram_extension() -> migrations.RunPython:
    """pg_trgm, where the database's user may create it; it is a trusted extension, so the database's owner may."""
    return _operation([], [], ["CREATE EXTENSION IF NOT EXISTS pg_trgm"], [], may_fail=True)


def _vector(text: str) -> str:
    return f"tsvector GENERATED ALWAYS AS ({_VECTOR.format(text=text)}) STORED"


def _fts(table: str, pk: str, columns: tuple[str, ...], options: str) -> list[str]:
    names = ", ".join(columns)
    content = f"content='{table}', content_rowid='{pk}'"
    made = [f"CREATE VIRTUAL TABLE {table}_fts USING fts5({names}, {content}, {options})"]
    values = {side: ", ".join(f"{side}.{name}" for name in columns) for side in ("new", "old")}
    triggers = _TRIGGERS.format(table=table, pk=pk, names=names, **values)
    made += [f"{part}END;" for part in triggers.split("END;") if part.strip()]
    return [*made, f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')"]


def _drop(table: str) -> list[str]:
    triggers = [f"DROP TRIGGER {table}_fts_{event}" for event in ("insert", "delete", "update")]
    return [*triggers, f"DROP TABLE {table}_fts"]


def _operation(
    sqlite: list[str], sqlite_undo: list[str], postgres: list[str], postgres_undo: list[str], *, may_fail: bool = False
) -> migrations.RunPython:
    return migrations.RunPython(
        _runner({"sqlite": sqlite, "postgresql": postgres}, may_fail),
        reverse_code=_runner({"sqlite": sqlite_undo, "postgresql": postgres_undo}, may_fail),
    )


def _runner(statements: dict[str, list[str]], may_fail: bool) -> Callable[[Any, Any], None]:
    def run(apps: Any, editor: Any) -> None:
        for statement in statements.get(editor.connection.vendor, []):
            try:
                with transaction.atomic(using=editor.connection.alias):
                    editor.execute(statement, params=None)
            except DatabaseError:
                if not may_fail or editor.connection.vendor != "postgresql":
                    raise

    return run
