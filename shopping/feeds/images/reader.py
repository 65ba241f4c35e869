"""Gets the pictures of one import: from beside the feed, or from the web without asking more than is polite."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F

from shopping.feeds.images.fetch import Fetched, HostError, fetch_if_changed
from shopping.feeds.images.sources import keep, web_address
from shopping.models import Feed, ProductImage
from vision.errors import PictureError

FETCHERS = 8
MAX_FAILURES = 5
"""After so many failures of a host in a row it is not asked any more in this import."""

MAX_CHECK_SECONDS = 900.0
"""How long an import asks about known pictures; slow hosts are asked about the others by the next."""


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

    A context manager that holds the threads that fetch.
    """

    def __init__(self, beside: Path, checks: int = 0, checked_before: datetime | None = None) -> None:
        self.beside = beside
        self.pool = ThreadPoolExecutor(FETCHERS, thread_name_prefix="pictures")
        self._lock = threading.Lock()
        self._checks, self._checked_before = checks, checked_before
        self._until = time.monotonic() + MAX_CHECK_SECONDS
        self._failures: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._kept: dict[str, Kept] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.pool.shutdown(cancel_futures=error is not None)

    def is_due(self, image: ProductImage) -> bool:
        """Whether a known picture from the web may be asked about in this import; if so, that is counted."""
        if image.checked is not None and self._checked_before is not None and image.checked > self._checked_before:
            return False
        with self._lock:
            if self._checks <= 0 or time.monotonic() > self._until:
                return False
            self._checks -= 1
        return True

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
        with self._lock:
            if self._failures[host] >= MAX_FAILURES:
                self._refused[host] += 1
                raise NotAsked(f"{url}: not asked for, since {host} failed {MAX_FAILURES} times in a row.")
        try:
            fetched = fetch_if_changed(url, etag, last_modified)
        except HostError:
            with self._lock:
                self._failures[host] += 1
            raise
        with self._lock:
            self._failures[host] = 0
        return fetched

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
