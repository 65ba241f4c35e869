"""Gets the pictures of one import: from beside the feed, or from the web without asking more than is polite."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from shopping.feeds.images.fetch import Fetched, HostError, fetch_if_changed
from shopping.feeds.images.hosts import MAX_WAIT, Hosts, wait_before
from shopping.feeds.images.sources import keep, web_address
from shopping.models import Feed, ProductImage
from vision.errors import PictureError

Found = TypeVar("Found")
FETCHERS = 8
HEED_SECONDS = 0.5
"""Between two looks at whether the import was cancelled, while it waits for pictures."""
TRIES = 3
"""Of one request, where its host is busy."""
MAX_FAILURES = 5
"""After so many failures of a host in a row it is not asked any more in this import."""

MAX_CHECK_SECONDS = 900.0
"""How long an import asks about known pictures; slow hosts are asked about the others by the next."""


SAME_MOMENT = 0.2
"""Seconds."""


class NotAsked(PictureError):
    """The host of a picture failed too often in this import."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that was fetched and stored, with the validators for the next time."""

    file: str
    sha256: str
    etag: str
    last_modified: str


class PictureReader:
    """What one import knows of the web: hosts that fail, what it fetched already, how often it may still ask.

    A context manager that holds the threads that fetch. ``heed`` is called while it waits for pictures, and raises
    where the import is to end; then nothing more is asked for, and what is under way is not waited for.
    """

    def __init__(self, beside: Path, checks: int = 0, checked_before: datetime | None = None) -> None:
        self.beside = beside
        self.heed: Callable[[], None] = lambda: None
        self._pool = ThreadPoolExecutor(FETCHERS, thread_name_prefix="pictures")
        self._lock = threading.Lock()
        self._checks, self._checked_before = checks, checked_before
        self._until = time.monotonic() + MAX_CHECK_SECONDS
        self._failures: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._hosts = Hosts()
        self._kept: dict[str, Kept] = {}
        self._now, self._read = timezone.now(), time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            self._hosts.stopped.set()
        self._pool.shutdown(wait=error is None, cancel_futures=error is not None)

    def each(self, work: Callable[..., Found], *columns: Iterable[Any]) -> Iterator[Found]:
        """What ``work`` makes of each row of ``columns``, in order; begun now, in the threads, and waited for later."""
        return self._waited([self._pool.submit(work, *row) for row in zip(*columns, strict=True)])

    def _waited(self, futures: list[Future[Found]]) -> Iterator[Found]:
        for future in futures:
            while not wait([future], HEED_SECONDS).done:
                self.heed()
            yield future.result()

    def may_be_due(self, checked: datetime | None) -> bool:
        """Whether ``is_due`` may say so of a picture that was last asked about then; counts nothing."""
        return self._checks > 0 and not self._was_checked(checked)

    def not_due(self) -> Q:
        """The rows of pictures of which ``may_be_due`` says no."""
        if self._checks <= 0:
            return Q()
        return Q(checked__gt=self._checked_before) if self._checked_before is not None else Q(pk__in=[])

    def _was_checked(self, checked: datetime | None) -> bool:
        return checked is not None and self._checked_before is not None and checked > self._checked_before

    def is_due(self, checked: datetime | None) -> bool:
        """Whether a known picture from the web may be asked about in this import; if so, that is counted."""
        if self._was_checked(checked):
            return False
        with self._lock:
            if self._checks <= 0 or time.monotonic() > self._until:
                return False
            self._checks -= 1
        return True

    def now(self) -> datetime:
        """The time, the same for pictures within ``SAME_MOMENT``, so that it is written down once for all of them."""
        read = time.monotonic()
        if read - self._read > SAME_MOMENT:
            self._now, self._read = timezone.now(), read
        return self._now

    def has(self, source: str) -> bool:
        """Whether a picture was fetched in this import already, as those of a style's variants are."""
        return web_address(source) in self._kept

    def get(self, source: str, etag: str = "", last_modified: str = "") -> Kept | None:
        """Fetch a picture and store it; ``None`` where the server says that it did not change.

        Raises ``PictureError``, and ``NotAsked`` at once where the host has failed too often.
        """
        url = web_address(source)
        known = self._kept.get(url)
        if known is None:
            fetched = self._ask(url, etag, last_modified)
            if fetched.data is None:
                return None
            known = self._kept[url] = Kept(*keep(fetched.data, source), fetched.etag, fetched.last_modified)
        return known

    def _ask(self, url: str, etag: str, last_modified: str) -> Fetched:
        host = urlsplit(url).netloc.rpartition("@")[2].lower()
        for tries in range(1, TRIES + 1):
            self._refusal_check(host, url)
            try:
                with self._hosts.host(host).turn():
                    fetched = fetch_if_changed(url, etag, last_modified)
            except HostError as error:
                wait = error.wait or wait_before(tries)
                self._failed(host, wait if error.is_busy else 0.0)
                if tries == TRIES or not error.is_busy or wait > MAX_WAIT:
                    raise
                continue
            with self._lock:
                self._failures[host] = 0
            return fetched
        raise AssertionError("the last try returns or raises")

    def _refusal_check(self, host: str, url: str) -> None:
        if self._hosts.stopped.is_set():
            raise NotAsked(gettext("%(url)s: not asked for, since the import was stopped.") % {"url": url})
        with self._lock:
            if self._failures[host] < MAX_FAILURES:
                return
            self._refused[host] += 1
        words = gettext("%(url)s: not asked for, since %(host)s failed %(count)s times in a row.")
        raise NotAsked(words % {"url": url, "host": host, "count": MAX_FAILURES})

    def _failed(self, host: str, wait: float) -> None:
        """Count a failure, and let the host rest before anybody asks it again; a long rest outlasts this import."""
        is_long = wait > MAX_WAIT
        with self._lock:
            self._failures[host] = MAX_FAILURES if is_long else self._failures[host] + 1
        if not is_long:
            self._hosts.host(host).rest(wait)

    def refused(self) -> dict[str, int]:
        """Host → how many of its pictures were not asked for since it had failed too often."""
        return dict(self._refused)


def reader_for(feed: Feed, beside: Path) -> PictureReader:
    """The reader for an import of a feed whose relative pictures lie in ``beside``.

    It asks about at most ``PICTURE_CHECKS`` known pictures from the web: those that were not asked about for longest.
    """
    limit = settings.PICTURE_CHECKS
    known = ProductImage.objects.filter(product__feed=feed, checked__isnull=False).order_by(F("checked").asc())
    last = known.values_list("checked", flat=True)[limit - 1 : limit] if limit else ()
    return PictureReader(beside, limit, next(iter(last), None))
