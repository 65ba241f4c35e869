"""Errors meant for people: one line that says what is wrong and where."""

import errno
import os
import shutil
from pathlib import Path

from django.utils.translation import gettext, gettext_noop

from trendflix.core.full_disk import is_disk_full

DISK_FULL = gettext_noop("the disk is full")

MIN_FREE_BYTES = 2**20
"""With less than this left on a disk, what was just written to it may be cut."""


class UserError(Exception):
    """Bad input or an unusable environment. The message is shown as it stands; no traceback follows."""


class DiskFull(UserError):
    """There is no room left; the same work succeeds once there is."""


def disk_full(fault: BaseException, what: str = "") -> DiskFull | None:
    """The error for people where ``fault`` says that a disk or a quota is full; else ``None``.

    ``what`` names the file concerned and stands before the rest.
    """
    if isinstance(fault, DiskFull):
        return fault
    if not is_disk_full(fault):
        return None
    told = {"trouble": gettext(DISK_FULL), "reason": getattr(fault, "strerror", "") or os.strerror(errno.ENOSPC)}
    words = gettext("%(trouble)s: %(reason)s; make room and try again.") % told
    return DiskFull(f"{what}: {words}" if what else words)


def room_check(folder: Path) -> None:
    """Raise ``OSError`` (ENOSPC) where the disk of a folder is full; for what ends without an error then."""
    if shutil.disk_usage(folder).free < MIN_FREE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
