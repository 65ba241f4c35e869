"""The columns that this process searches, and when they are read again.

A small shop is read again whenever its columns are older than a moment. A large one is searched as it was until a
thread has read it again: pages then lag by a minute at most, and show nothing that is hidden or sold out, since
products are read when they are shown.
"""

import logging
import threading
import time
from dataclasses import dataclass

from django.db import connections

from shopping.storefront.shop.columns import Columns, columns_read

log = logging.getLogger(__name__)
FRESH_SECONDS, STALE_SECONDS = 2.0, 60.0
QUICK_SECONDS = 0.1
"""What can be read in less is read while somebody waits."""


@dataclass(frozen=True, slots=True)
class _Kept:
    columns: Columns
    at: float
    took: float


_kept: _Kept | None = None
_reading = threading.Lock()


def shop_columns() -> Columns:
    """What is for sale, as of ``STALE_SECONDS`` ago at most while it is asked for."""
    kept = _kept
    if kept is None:
        return _read()
    age = time.monotonic() - kept.at
    if age > FRESH_SECONDS and kept.took <= QUICK_SECONDS:
        return _read()
    if age > STALE_SECONDS and not _reading.locked():
        threading.Thread(target=_read_apart, daemon=True).start()
    return kept.columns


def forget() -> None:
    """Read again when next asked."""
    global _kept
    _kept = None


def _read() -> Columns:
    global _kept
    began = time.monotonic()
    columns = columns_read()
    _kept = _Kept(columns, time.monotonic(), time.monotonic() - began)
    return columns


def _read_apart() -> None:
    if not _reading.acquire(blocking=False):
        return
    try:
        _read()
    except Exception:  # what was read before is searched on; the next request tries again
        log.exception("the shop's products could not be read")
    finally:
        _reading.release()
        connections.close_all()
