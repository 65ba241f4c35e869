"""What stands behind a fault: what it was raised from, and the codes of databases."""

import sqlite3
from collections.abc import Iterator


def causes(fault: BaseException) -> Iterator[BaseException]:
    """The fault and what it was raised from, the outermost first."""
    cause: BaseException | None = fault
    while cause is not None:
        yield cause
        cause = cause.__cause__


def sqlite_code(fault: BaseException) -> int:
    """SQLite's primary result code; 0 of any other fault."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF if isinstance(fault, sqlite3.Error) else 0


def sqlstate(fault: BaseException) -> str:
    """PostgreSQL's five signs, as psycopg2 and psycopg tell them; empty of any other fault."""
    return str(getattr(fault, "sqlstate", None) or getattr(fault, "pgcode", None) or "")
