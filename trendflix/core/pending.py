"""Rows whose documents are pending: each app registers what writes some of its own; a task and the supervisor ask."""

from collections.abc import Callable

MAX_ROWS = 2_000
"""Rows of an app that are written at a time; about a second of work."""
PendingWriter = Callable[[int], int]
"""Writes the documents of at most so many pending rows, and returns of how many."""
_writers: dict[str, PendingWriter] = {}


def register_pending(name: str, writer: PendingWriter) -> None:
    """Add what writes the pending documents of an app."""
    _writers[name] = writer


def pending_write(limit: int = MAX_ROWS) -> dict[str, int]:
    """Write at most ``limit`` pending documents of each app; {name: how many}, without those that had none."""
    written = {name: writer(limit) for name, writer in _writers.items()}
    return {name: count for name, count in written.items() if count}
