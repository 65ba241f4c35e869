"""A database whose disk is full: what is read is answered, what is written raises what SQLite and Django raise then."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import OperationalError, connection

READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN")


def full_fault() -> OperationalError:
    """What a database that may not grow makes SQLite raise, wrapped as Django wraps it."""
    with closing(sqlite3.connect(":memory:")) as rows:
        rows.executescript("CREATE TABLE kept (words); PRAGMA max_page_count = 3;")
        try:
            rows.execute("INSERT INTO kept VALUES (zeroblob(100000))")
        except sqlite3.Error as error:
            fault = OperationalError(*error.args)
            fault.__cause__ = error
            return fault
    raise AssertionError("it took all")


@contextmanager
def writing_fails() -> Iterator[None]:
    """No statement that writes succeeds meanwhile."""

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip(" (").upper().startswith(READING):
            raise full_fault()
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield
