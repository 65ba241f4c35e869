"""Caches without which the site goes on: counts and kept answers are then each process's own."""

import logging
import time
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from trendflix.core.file_cache import CountingFileCache

log = logging.getLogger(__name__)
RETRY_SECONDS = 10.0
"""How long a cache that did not answer is left alone: requests must not each wait for its timeout."""
TIMEOUTS = {"socket_connect_timeout": 1.0, "socket_timeout": 2.0}


class _Outage:
    """Until when a cache is not asked; shared by the threads of a process, each of which has a cache object."""

    def __init__(self) -> None:
        self.until = 0.0
        self.is_known = False

    def begin(self, error: Exception) -> None:
        """Leave it alone for a while; said once an outage."""
        self.until = time.monotonic() + RETRY_SECONDS
        if not self.is_known:
            log.warning("the cache does not answer, each process keeps its own meanwhile: %s", error)
        self.is_known = True

    def end(self) -> None:
        """It answered."""
        if self.is_known:
            log.warning("the cache answers again")
        self.is_known = False


_outages: dict[str, _Outage] = {}


class ForgivingCache(BaseCache):
    """Another cache; while that does not answer, a cache in memory that begins empty takes its place.

    So throttles and failed sign-ins are still counted, by each process alone, and no page fails. What was kept in
    memory is dropped when the other one answers again.
    """

    faults: tuple[type[Exception], ...] = (OSError,)
    reads: tuple[str, ...] = ()
    """Calls that say nothing of whether it answers again."""

    def __init__(self, kept: BaseCache, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._kept = kept
        self._memory = LocMemCache(f"outage of {name}", {})
        self._outage = _outages.setdefault(name, _Outage())

    @property
    def is_answering(self) -> bool:
        """Whether it answered when it was last asked."""
        return not self._outage.is_known

    def _call(self, name: str, *args: Any, **named: Any) -> Any:
        if time.monotonic() >= self._outage.until and not (self._outage.is_known and name in self.reads):
            try:
                answer = getattr(self._kept, name)(*args, **named)
            except self.faults as error:
                self._outage.begin(error)
            else:
                self._recover()
                return answer
        return getattr(self._memory, name)(*args, **named)

    def _recover(self) -> None:
        if self._outage.is_known:
            self._outage.end()
            self._memory.clear()

    def add(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("add", *args, **named)

    def get(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("get", *args, **named)

    def set(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("set", *args, **named)

    def touch(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("touch", *args, **named)

    def delete(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("delete", *args, **named)

    def has_key(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("has_key", *args, **named)

    def incr(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("incr", *args, **named)

    def get_many(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("get_many", *args, **named)

    def set_many(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("set_many", *args, **named)

    def delete_many(self, *args: Any, **named: Any) -> Any:
        """As Django's."""
        return self._call("delete_many", *args, **named)

    def clear(self) -> Any:
        """As Django's."""
        return self._call("clear")


class ForgivingRedisCache(ForgivingCache):
    """Django's Redis cache, without which the site goes on."""

    faults = (RedisError, OSError)

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = TIMEOUTS | params.get("OPTIONS", {})
        super().__init__(RedisCache(server, params | {"OPTIONS": options}), str(server), params)


class ForgivingFileCache(ForgivingCache):
    """The cache of files, without which the site goes on while the disk is full: what lies there can still be read."""

    reads = ("get", "get_many", "has_key")

    def __init__(self, folder: str, params: dict[str, Any]) -> None:
        super().__init__(CountingFileCache(folder, params), str(folder), params)
