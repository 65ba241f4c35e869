"""Viewers that watch together: what they count, and what they call an error."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import pytest

from trendflix.bench import stream, viewers

PLAYLISTS = {
    "/watch/bench/": '<video data-hls="/stream/T/hls/k/master.m3u8">',
    "/stream/T/hls/k/master.m3u8": '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,URI="audio0.m3u8"\n#EXT-X-STREAM-INF:X\n0.m3u8\n',
    "/stream/T/hls/k/0.m3u8": "#EXT-X-BYTERANGE:100@0\n0.m4s\n#EXTINF:4.0,\n#EXT-X-BYTERANGE:50@100\n0.m4s\n",
    "/stream/T/hls/k/audio0.m3u8": "#EXTINF:4.0,\n#EXT-X-BYTERANGE:10@0\naudio0.m4s\n",
}


class Site(BaseHTTPRequestHandler):
    """Answers like the site, to those who bring the cookies that the watch page gave; ``broken`` breaks segments."""

    protocol_version = "HTTP/1.1"
    broken = False

    def do_GET(self) -> None:
        """One answer."""
        known = self.headers.get("Cookie") == "csrftoken=c; browser=b"
        if span := self.headers.get("Range"):
            first, last = map(int, span.removeprefix("bytes=").split("-"))
            self._send(206 if known else 404, b"x" * (last - first + (0 if self.broken else 1)))
        elif self.path == "/watch/bench/" or known:
            self._send(200, PLAYLISTS[self.path].encode())
        else:
            self._send(404, b"")

    def _send(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Set-Cookie", "csrftoken=c; Path=/")
        self.send_header("Set-Cookie", "browser=b; Path=/")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of such a site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_every_viewer_loads_pictures_and_sound_with_a_session_of_its_own(site: str) -> None:
    figures = viewers.watch_together(site, "/watch/bench/", 3, 0.2)
    assert figures["errors"] == 0 and figures["viewers"] == 3
    assert figures["mb_a_second"] > 0 and figures["first_segment_p95_s"] > 0


def test_a_segment_that_is_too_short_is_an_error(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "broken", True)
    assert viewers.watch_together(site, "/watch/bench/", 2, 0.2)["errors"] == 2


def test_a_site_that_is_not_there_is_an_error_for_everybody() -> None:
    assert viewers.watch_together("http://127.0.0.1:9", "/watch/bench/", 2, 0.1)["errors"] == 2


def test_a_viewer_can_take_its_time(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    def stop(seconds: float) -> None:
        waits.append(seconds)
        raise OSError("enough")

    monkeypatch.setattr(viewers, "sleep", stop)
    viewer = viewers.Viewer(site, "/watch/bench/")
    viewer.open()
    viewer.play(monotonic() + 3600, 1000.0)
    assert viewer.errors == ["OSError: enough"] and 500 < waits[0] <= 1000


def test_the_measured_site_is_one_of_its_own(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://x/y")
    ours = stream.environment(Path("/somewhere"))
    assert ours["TRENDFLIX_DATA"] == "/somewhere" and ours["DATABASE_URL"] == ours["REDIS_URL"] == ""
