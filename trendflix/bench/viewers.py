"""Many viewers of one film, each with a connection and a session of its own, as threads of this process."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from time import monotonic, sleep
from urllib.parse import urljoin, urlsplit

from trendflix.bench.clock import Figures

MASTER = re.compile(r"/stream/[^\"'\s&]+/master\.m3u8")
SEGMENT = re.compile(r"#EXT-X-BYTERANGE:(\d+)@(\d+)\n(\S+)")
PATIENCE = 60.0
PIECE = 256 * 1024


@dataclass
class Viewer:
    """One viewer: ``open`` a film's page and playlists, then ``play`` it, segment after segment, round and round."""

    address: str
    watch: str
    loaded: int = 0
    requests: int = 0
    errors: list[str] = field(default_factory=list)
    open_seconds: float = 0.0
    first_seconds: float = 0.0
    _cookies: dict[str, str] = field(default_factory=dict)
    _segments: list[tuple[str, str]] = field(default_factory=list)

    def open(self) -> None:
        """Get a session, and learn where the segments are."""
        began = monotonic()
        with self._connected():
            self._segments = self._open()
        self.open_seconds = monotonic() - began

    def play(self, until: float, pace: float) -> None:
        """Load segments until the time is up, one at least; ``pace`` is the least seconds between them."""
        began, number = monotonic(), 0
        self.loaded = self.requests = 0
        with self._connected():
            while self._segments and (monotonic() < until or not number):
                url, span = self._segments[number % len(self._segments)]
                asked = monotonic()
                self._get(url, span)
                if not number:
                    self.first_seconds = monotonic() - began
                number += 1
                sleep(max(0.0, min(pace - (monotonic() - asked), until - monotonic())))

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """A connection of its own; what goes wrong is noted."""
        self._connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            yield
        except (HTTPException, OSError, ValueError) as error:
            self.errors.append(f"{type(error).__name__}: {error}")
        finally:
            self._connection.close()

    def _open(self) -> list[tuple[str, str]]:
        return segments(lambda url: self._get(url).decode(), self.watch)

    def _get(self, url: str, span: str = "") -> bytes:
        """Ask once more where the server closed the idle connection in the same moment, as browsers do."""
        try:
            return self._ask(url, span)
        except (RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._connection.close()
            return self._ask(url, span)

    def _ask(self, url: str, span: str) -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        self._connection.request("GET", url, headers=headers | ({"Range": span} if span else {}))
        answer = self._connection.getresponse()
        data = b"".join(iter(lambda: answer.read(PIECE), b""))
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status not in (200, 206) or (span and len(data) != _length(span)):
            raise ValueError(f"{answer.status} with {len(data)} bytes for {url[:80]} {span}")
        self.loaded += len(data)
        self.requests += 1
        return data


def segments(fetch: Callable[[str], str], watch: str) -> list[tuple[str, str]]:
    """(address, Range header) of the segments of the largest rung and of the sound, in turns.

    ``fetch`` gives the text at an address, ``watch`` is the watch page's. Raises ``ValueError`` without a playlist.
    """
    found = MASTER.search(fetch(watch))
    if found is None:
        raise ValueError("The watch page names no playlist.")
    text = fetch(found.group())
    lists = [line for line in text.splitlines() if line and not line.startswith("#")][-1:]
    lists += re.findall(r'TYPE=AUDIO.*URI="([^"]+)"', text)[:1]
    parts = [_spans(fetch, urljoin(found.group(), name)) for name in lists]
    return [one for pair in zip(*parts, strict=False) for one in pair]


def _spans(fetch: Callable[[str], str], playlist: str) -> list[tuple[str, str]]:
    rows = SEGMENT.findall(fetch(playlist))
    return [(urljoin(playlist, name), f"bytes={start}-{int(start) + int(size) - 1}") for size, start, name in rows]


def _length(span: str) -> int:
    first, last = span.removeprefix("bytes=").split("-")
    return int(last) - int(first) + 1


def watch_together(address: str, watch: str, count: int, seconds: float, pace: float = 0.0) -> Figures:
    """Let ``count`` viewers open a film at once, then play it at once for ``seconds``.

    Gives megabytes and requests a second of the playing, errors, and the waits for the page and the first segment.
    """
    viewers = [Viewer(address, watch) for _ in range(count)]
    stuck = _all([one.open for one in viewers], 2 * PATIENCE)
    began = monotonic()
    stuck += _all([partial(one.play, began + seconds, pace) for one in viewers], seconds + 2 * PATIENCE)
    taken, late = monotonic() - began, min(count - 1, round(count * 0.95))
    return {
        "viewers": float(count),
        "errors": float(stuck + sum(len(one.errors) for one in viewers)),
        "requests_a_second": sum(one.requests for one in viewers) / taken,
        "mb_a_second": sum(one.loaded for one in viewers) / taken / 1e6,
        "open_p95_s": sorted(one.open_seconds for one in viewers)[late],
        "first_segment_p95_s": sorted(one.first_seconds for one in viewers)[late],
    }


def _all(works: list[Callable[[], None]], patience: float) -> int:
    """Do all at once; how many were not done in time."""
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    deadline = monotonic() + patience
    for thread in threads:
        thread.join(max(0.0, deadline - monotonic()))
    return sum(thread.is_alive() for thread in threads)
