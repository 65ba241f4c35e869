"""Tells a full disk from other faults, whoever meets it: the system, SQLite or PostgreSQL."""

import errno
import sqlite3
import tempfile
from pathlib import Path

from django.conf import settings

from trendflix.core.causes import causes, sqlite_code, sqlstate

FULL = (errno.ENOSPC, errno.EDQUOT)
PROBE_BYTES = 64 * 2**10
_POSTGRES_FULL = "53100"
"""``disk_full``, as psycopg2 and psycopg tell it."""
_UNCLEAR = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
"""What SQLite says of a full quota, and where the files beside the database cannot grow; of broken disks too."""


def is_disk_full(fault: BaseException) -> bool:
    """Whether a fault, or what caused it, says that a disk or a quota is full."""
    return any(_says_full(one) for one in causes(fault))


def has_room(folder: Path) -> bool:
    """Whether the disk of a folder takes some more bytes of ours; what else is wrong with it is no want of room."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(PROBE_BYTES))
    except OSError as error:
        return error.errno not in FULL
    return True


def _says_full(fault: BaseException) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in FULL
    code = sqlite_code(fault)
    return (
        code == sqlite3.SQLITE_FULL
        or sqlstate(fault) == _POSTGRES_FULL
        or (code in _UNCLEAR and not has_room(settings.DATA))
    )
