"""The Redis cache without which the site goes on: counts and kept answers are then each process's own."""

import logging
import time
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
RETRY_SECONDS = 10.0
"""How long a Redis that did not answer is left alone: requests must not each wait for its timeout."""
TIMEOUTS = {"socket_connect_timeout": 1.0, "socket_timeout": 2.0}


class _Outage:
    """Until when Redis is not asked; shared by the threads of a process, each of which has a cache object."""

    def __init__(self) -> None:
        self.until = 0.0
        self.is_known = False

    def begin(self, error: Exception) -> None:
        """Leave Redis alone for a while; said once an outage."""
        self.until = time.monotonic() + RETRY_SECONDS
        if not self.is_known:
            log.warning("the cache does not answer, each process keeps its own meanwhile: %s", error)
        self.is_known = True

    def end(self) -> None:
        """Redis answered."""
        if self.is_known:
            log.warning("the cache answers again")
        self.is_known = False


_outages: dict[str, _Outage] = {}


class ForgivingRedisCache(BaseCache):
    """Django's Redis cache; while Redis does not answer, a cache in memory that begins empty takes its place.

    So throttles and failed sign-ins are still counted, by each process alone, and no page fails. What was kept in
    memory is dropped when Redis answers again.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = TIMEOUTS | params.get("OPTIONS", {})
        self._redis = RedisCache(server, params | {"OPTIONS": options})
        self._memory = LocMemCache(f"outage of {server}", {})
        self._outage = _outages.setdefault(str(server), _Outage())

    @property
    def is_answering(self) -> bool:
        """Whether Redis answered when it was last asked."""
        return not self._outage.is_known

    def _call(self, name: str, *args: Any, **named: Any) -> Any:
        if time.monotonic() >= self._outage.until:
            try:
                answer = getattr(self._redis, name)(*args, **named)
            except (RedisError, OSError) as error:
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
