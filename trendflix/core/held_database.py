"""Keeps SQLite readable while the disk is full."""

import sqlite3
from contextlib import suppress

from django.db import connection


def database_hold() -> sqlite3.Connection | None:
    """A connection of its own to SQLite's file, for as long as the process keeps it; ``None`` on another database.

    Whoever closes the last connection removes the files beside the database through which readers know of the log. The
    next one makes them anew, for which a full disk has no room: no page could be read then.
    """
    if connection.vendor != "sqlite":
        return None
    with suppress(sqlite3.Error):  # there is no database yet
        held = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=rw", uri=True, check_same_thread=False)
        held.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return held
    return None
