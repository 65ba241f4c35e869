"""Tells a database whose rows others hold from one that is broken."""

import sqlite3

from trendflix.core.causes import causes, sqlite_code, sqlstate

_SQLITE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_POSTGRES = ("40001", "40P01", "55P03")
"""``serialization_failure``, ``deadlock_detected``, ``lock_not_available``."""


def is_held(fault: BaseException) -> bool:
    """Whether a fault, or what caused it, says that the same may succeed once others have written."""
    return any(sqlite_code(one) in _SQLITE or sqlstate(one) in _POSTGRES for one in causes(fault))
