"""Many viewers of one film, each with a connection and a session of its own, as threads of this process."""

import re
import threading
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep
from urllib.parse import urljoin, urlsplit

from trendflix.bench.clock import Figures

MASTER = re.compile(r"/stream/[^\"'\s&]+/master\.m3u8")
SEGMENT = re.compile(r"#EXT-X-BYTERANGE:(\d+)@(\d+)\n(\S+)")
PATIENCE = 60.0
PIECE = 256 * 1024


@dataclass
class Viewer:
    """One viewer; ``play`` loads segment after segment until the time is up."""

    address: str
    watch: str
    loaded: int = 0
    requests: int = 0
    errors: list[str] = field(default_factory=list)
    first_seconds: float = 0.0

    def play(self, until: float, pace: float) -> None:
        """Open the watch page, then load the film round and round; ``pace`` is the least seconds between segments."""
        began = monotonic()
        self._connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        self._cookie = ""
        try:
            segments = self._open()
            self._load(segments, began, until, pace)
        except (HTTPException, OSError, ValueError) as error:
            self.errors.append(f"{type(error).__name__}: {error}")
        finally:
            self._connection.close()

    def _load(self, segments: list[tuple[str, str]], began: float, until: float, pace: float) -> None:
        number = 0
        while monotonic() < until or not number:
            url, span = segments[number % len(segments)]
            asked = monotonic()
            self._get(url, span)
            if not number:
                self.first_seconds = monotonic() - began
            number += 1
            sleep(max(0.0, min(pace - (monotonic() - asked), until - monotonic())))

    def _open(self) -> list[tuple[str, str]]:
        """(address, Range header) of the segments of the largest rung and of the sound, in turns."""
        found = MASTER.search(self._get(self.watch).decode())
        if found is None:
            raise ValueError("The watch page names no playlist.")
        text = self._get(found.group()).decode()
        lists = [line for line in text.splitlines() if line and not line.startswith("#")][-1:]
        lists += re.findall(r'TYPE=AUDIO.*URI="([^"]+)"', text)[:1]
        parts = [self._segments(urljoin(found.group(), name)) for name in lists]
        return [one for pair in zip(*parts, strict=False) for one in pair]

    def _segments(self, playlist: str) -> list[tuple[str, str]]:
        rows = SEGMENT.findall(self._get(playlist).decode())
        return [
            (urljoin(playlist, name), f"bytes={start}-{int(start) + int(size) - 1}") for size, start, name in rows
        ]  # fmt: skip

    def _get(self, url: str, span: str = "") -> bytes:
        headers = {"Cookie": self._cookie} if self._cookie else {}
        self._connection.request("GET", url, headers=headers | ({"Range": span} if span else {}))
        answer = self._connection.getresponse()
        data = b"".join(iter(lambda: answer.read(PIECE), b""))
        for cookie in answer.headers.get_all("Set-Cookie", []):
            if cookie.startswith("sessionid="):
                self._cookie = cookie.split(";")[0]
        if answer.status not in (200, 206) or (span and len(data) != _length(span)):
            raise ValueError(f"{answer.status} with {len(data)} bytes for {url[:80]} {span}")
        self.loaded += len(data)
        self.requests += 1
        return data


def _length(span: str) -> int:
    first, last = span.removeprefix("bytes=").split("-")
    return int(last) - int(first) + 1


def watch_together(address: str, watch: str, count: int, seconds: float, pace: float = 0.0) -> Figures:
    """Let ``count`` viewers watch at once for ``seconds``; megabytes a second, errors, and the wait for a picture."""
    viewers = [Viewer(address, watch) for _ in range(count)]
    began = monotonic()
    threads = [threading.Thread(target=one.play, args=(began + seconds, pace), daemon=True) for one in viewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 2 * PATIENCE)
    taken = monotonic() - began
    waits = sorted(one.first_seconds for one in viewers)
    stuck = sum(thread.is_alive() for thread in threads)
    return {
        "viewers": float(count),
        "errors": float(stuck + sum(len(one.errors) for one in viewers)),
        "requests_a_second": sum(one.requests for one in viewers) / taken,
        "mb_a_second": sum(one.loaded for one in viewers) / taken / 1e6,
        "first_segment_p95_s": waits[min(count - 1, round(count * 0.95))],
    }
