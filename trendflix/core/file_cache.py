"""The cache of files of a site without Redis, in which counting is exact: several processes and threads share it."""

import fcntl
import pickle
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from django.core.cache.backends.filebased import FileBasedCache

LOCK = ".lock"
SWEEP_SECONDS = 60.0
"""Between two looks at the whole folder, by each process."""
SWEPT_AT_ONCE = 1_000
"""Entries that are looked at then; they are chosen at random, so that all have their turn."""


class CountingFileCache(FileBasedCache):
    """Django's file cache, which counts as Redis does: each call once, and until the time that was set at first.

    Django's reads and writes without a lock, so that failed sign-ins and PINs at the same instant count as one, and
    forgets after five minutes what has been counted up. It also removes what has expired only when it is asked for
    again, which counts of addresses that do not come back never are, and lists the whole folder for each write.
    """

    _swept: ClassVar[dict[str, float]] = {}
    """Folder → when this process last looked at it."""
    _is_alone = False

    def add(self, *args: Any, **named: Any) -> bool:
        """As Django's; of several callers one adds."""
        with self._alone():
            return super().add(*args, **named)

    def touch(self, *args: Any, **named: Any) -> bool:
        """As Django's, between countings."""
        with self._alone():
            return super().touch(*args, **named)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """As Django's; every call counts. Raises ``ValueError`` where there is no such key."""
        with self._alone():
            value = self.get(key, version=version)
            if value is None:
                raise ValueError(f"Key '{key}' not found")
            left = self._seconds_left(key, version)
            self.set(key, value + delta, left, version)
            return int(value + delta)

    def _cull(self) -> None:
        """Now and then remove what has expired, then as Django's, what is too much."""
        folder: str = self._dir  # type: ignore[attr-defined]
        if self._is_alone or time.monotonic() < self._swept.get(folder, float("-inf")) + SWEEP_SECONDS:
            return
        self._swept[folder] = time.monotonic()
        entries: list[str] = self._list_cache_files()  # type: ignore[attr-defined]
        for path in random.sample(entries, min(len(entries), SWEPT_AT_ONCE)):
            if _has_expired(path):
                with self._alone():  # nobody counts it anew between the look and the removal
                    if _has_expired(path):
                        Path(path).unlink(missing_ok=True)
        super()._cull()  # type: ignore[misc]

    def _seconds_left(self, key: str, version: int | None) -> float | None:
        """Until a key that is there expires; ``None``: it does not."""
        with Path(self._key_to_file(key, version)).open("rb") as file:  # type: ignore[attr-defined]
            expires: float | None = pickle.load(file)  # noqa: S301 - written by this cache
        return None if expires is None else max(0.0, expires - time.time())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock, which the system gives back when its process dies."""
        self._createdir()  # type: ignore[attr-defined]  # Django's own, which its types leave out
        with (Path(self._dir) / LOCK).open("ab") as lock:  # type: ignore[attr-defined]
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._is_alone = True
            try:
                yield
            finally:
                self._is_alone = False


def _has_expired(path: str) -> bool:
    """Whether an entry is past its time; not where it is gone or being written."""
    try:
        with Path(path).open("rb") as file:
            expires: float | None = pickle.load(file)  # noqa: S301 - written by this cache
    except (OSError, EOFError, pickle.UnpicklingError):
        return False
    return expires is not None and expires < time.time()
