"""How a handler ends early, and which faults are worth another try."""

import errno

from django.db import InterfaceError, OperationalError

from trendflix.core.errors import disk_full
from trendflix.core.full_disk import FULL

PASSING_ERRNOS = {*FULL, errno.EAGAIN, errno.ECONNRESET, errno.ECONNREFUSED, errno.ETIMEDOUT}


class JobCancelled(Exception):
    """Cancelling was asked for; raised from the progress callable."""


class JobPaused(Exception):
    """Pausing was asked for; raised from the progress callable."""


class JobLost(Exception):
    """The row belongs to another worker: it was reaped and claimed again."""


class JobWaits(Exception):
    """The handler has enqueued children; the job runs again when the last of them has ended."""


class Transient(Exception):
    """A fault worth another try later, such as a host that does not answer."""


def is_transient(fault: BaseException) -> bool:
    """Whether another try may succeed: a locked database, a lost connection, a full disk."""
    if isinstance(fault, (Transient, OperationalError, InterfaceError, ConnectionError, TimeoutError)):
        return True
    return isinstance(fault, OSError) and fault.errno in PASSING_ERRNOS


def reason_of(fault: BaseException) -> str:
    """A fault in one line for people."""
    if isinstance(fault, Transient):
        return str(fault)
    if (full := disk_full(fault)) is not None:
        return str(full)
    return f"{type(fault).__name__}: {fault}".splitlines()[0][:500]
