"""What taking in a large feed costs, without its pictures: rows a second, memory, and the same file again."""

import io
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from django.utils.text import slugify
from PIL import Image

from shopping.feeds.images.reader import Kept, PictureReader
from shopping.feeds.images.sources import keep
from shopping.feeds.imports import applying, import_feed
from shopping.feeds.imports.requests import feeds_delete
from shopping.models import Feed
from trendflix.bench.clock import Figures, Spent, spent
from trendflix.bench.factories import feed_rows_write
from trendflix.bench.feed_killed import killed

ROWS = 100_000
NAME = "bench feed"
MIB = 1024
"""Kibibytes, in which Linux counts a process's memory."""


def measure(rows: int = ROWS, *, is_killed: bool = True) -> Figures:
    """Rows a second by the processor's time and by the clock: of a new feed, the same one again, one with every
    hundredth row changed; the peak of memory in MiB; and, where the database is no process's own, a killed import.
    """
    with tempfile.TemporaryDirectory() as name, _feed() as feed, patch.object(applying, "reader_for", _reader):
        path = feed_rows_write(Path(name) / "feed.xml", rows)
        new = spent(lambda: import_feed.feed_import(feed, path))
        figures = _speed("new", rows, new) | {"new_peak_mib": _peak()}
        same = spent(lambda: import_feed.feed_import(feed, path))
        figures |= _speed("same", rows, same) | {"same_to_new": new.cpu / same.cpu}
        if is_killed:
            with _feed(f"{NAME} killed") as other:
                figures |= killed(other, path, feed)
        later = feed_rows_write(Path(name) / "later.xml", rows, season=1)
        figures |= _speed("changed", rows, spent(lambda: import_feed.feed_import(feed, later)))
    return {"rows": float(rows)} | figures | {"peak_mib": _peak()}


def _speed(name: str, rows: int, took: Spent) -> Figures:
    return {f"{name}_rows_per_cpu_second": rows / took.cpu, f"{name}_rows_per_second": rows / took.wall}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB


@contextmanager
def _feed(name: str = NAME) -> Iterator[Feed]:
    """A feed of the bench's own, with whose products and files it goes."""
    feeds_delete(Feed.objects.filter(name=name))
    feed = Feed.objects.create(name=name, slug=slugify(name))
    try:
        yield feed
    finally:
        feeds_delete([feed])


def _reader(feed: Feed, beside: Path) -> PictureReader:
    return NoPictures(beside)


class NoPictures(PictureReader):
    """Has every picture at once, and always the same, so that no picture's work is measured."""

    def __init__(self, beside: Path) -> None:
        super().__init__(beside)
        self._file, _ = keep(_grey(), "grey")

    def has(self, source: str) -> bool:
        """Yes."""
        return True

    def get(self, source: str, etag: str = "", last_modified: str = "") -> Kept:
        """The same one under a hash of its own, as pictures of different things have."""
        return Kept(self._file, sha256(source.encode()).hexdigest(), "", "")


def _grey() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (32, 32), "grey").save(data, "PNG")
    return data.getvalue()
