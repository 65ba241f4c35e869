"""How often, and how many at once, one host is asked for pictures, and how long it is left alone when it is busy."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings

FIRST_WAIT = 0.5
"""Seconds before a second try; doubled for each further one."""
MAX_WAIT = 20.0
"""Seconds that an import waits for a busy host; one that asks for more is asked again later, by a job of its own."""


class Host:
    """One host: ``PICTURE_HOST_CONNECTIONS`` requests at once, ``PICTURE_HOST_RATE`` a second, none while it rests."""

    def __init__(self, stopped: threading.Event | None = None) -> None:
        self._stopped = stopped or threading.Event()
        self._room = threading.BoundedSemaphore(settings.PICTURE_HOST_CONNECTIONS)
        self._lock = threading.Lock()
        self._next = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and hold it; where all is stopped, it comes at once."""
        with self._room:
            self._stopped.wait(max(0.0, self._take() - time.monotonic()))
            yield

    def rest(self, seconds: float) -> None:
        """Ask it nothing for a while."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)

    def _take(self) -> float:
        """When the next request may begin, on the monotonic clock."""
        with self._lock:
            turn = max(self._next, time.monotonic())
            self._next = turn + 1.0 / settings.PICTURE_HOST_RATE
        return turn


class Hosts:
    """The hosts of one import, by name, and whether all of it is ``stopped``."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self._lock = threading.Lock()
        self._hosts: dict[str, Host] = {}

    def host(self, name: str) -> Host:
        """The host of a name."""
        with self._lock:
            return self._hosts.setdefault(name, Host(self.stopped))


def wait_before(tries: int) -> float:
    """Seconds to wait after so many tries: exponential, with jitter, so that threads do not come back together."""
    return float(FIRST_WAIT * 2 ** (tries - 1) * random.uniform(0.8, 1.2))  # noqa: S311 - hides nothing


def retry_after(tries: int, wanted: float = 0.0) -> timedelta:
    """How long after so many failures a picture is asked for again: ten minutes, doubled each time, a day at most."""
    seconds = min(600.0 * 2.0 ** min(tries - 1, 10), 86_400.0)
    return timedelta(seconds=max(wanted, seconds))
