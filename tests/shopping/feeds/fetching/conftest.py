"""A shop's server on loopback that serves one feed, and a feed that is fetched from it."""

import base64
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django import Settings

from shopping.feeds.images import fetch as web
from shopping.models import Feed
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue

Bytes = Callable[..., bytes]
SIGN_IN = "anna:very-secret-pässword"


@dataclass
class FeedServer:
    """What a shop's server answers, and what it was asked."""

    address: str = ""
    data: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    sign_in: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list)
    authorization: list[str] = field(default_factory=list)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """The feed, unless it is known, or the sign-in is wrong, or ``status`` is another."""
        status = self._status(handler)
        self.asked.append((handler.path, status))
        self.authorization.append(handler.headers.get("Authorization", ""))
        handler.send_response(status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if status == 200:
            handler.wfile.write(self.data)

    def _status(self, handler: BaseHTTPRequestHandler) -> int:
        wanted = f"Basic {base64.b64encode(self.sign_in.encode()).decode()}"
        if self.sign_in and handler.headers.get("Authorization") != wanted:
            return 401
        is_known = self.headers.get("ETag") and handler.headers.get("If-None-Match") == self.headers["ETag"]
        return 304 if self.status == 200 and is_known else self.status


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    """A server on loopback that stands for public hosts."""
    made = FeedServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=lambda: http.serve_forever(0.02), daemon=True).start()
    monkeypatch.setattr(web, "public_address", lambda host, port: "127.0.0.1")
    made.address = f"http://shop.example:{http.server_address[1]}"
    yield made
    http.shutdown()
    http.server_close()


@pytest.fixture
def write(write_feed: Write) -> Bytes:
    """The bytes of a feed of so many products, whose pictures lie where uploads do."""

    def made(*numbers: int, **more: str) -> bytes:
        return write_feed(*(item(n, **more) for n in numbers)).read_bytes()

    return made


@pytest.fixture(autouse=True)
def pictures(monkeypatch: pytest.MonkeyPatch, write_feed: Write) -> None:
    """Pictures of the web are the red one that lies beside the feeds."""
    red = (write_feed().parent / "images" / "red.jpg").read_bytes()
    monkeypatch.setattr("shopping.feeds.images.reader.fetch_if_changed", lambda *args: web.Fetched(red, '"1"'))


@pytest.fixture(autouse=True)
def no_beats(settings: Settings) -> None:
    """Jobs run within the test's transaction, in which no heartbeat of another connection sees their rows."""
    settings.JOB_HEARTBEAT_SECONDS = 3600


@pytest.fixture
def feed(db: None, server: FeedServer) -> Feed:
    """A shop whose feed is fetched every hour."""
    return Feed.objects.create(
        name="Shop", slug="shop", origin=Feed.Origin.URL, url=f"{server.address}/feed.xml?key=topsecret", interval=60
    )


def fetch(feed: Feed) -> Job:
    """Fetch, and import where that follows; the job of the fetch."""
    job = job_queue("fetch_feed", feed.pk)
    done = job_run(job.pk)
    assert done is not None
    for follower in Job.objects.filter(kind="import_feed", status=Job.Status.QUEUED):
        job_run(follower.pk)
    feed.refresh_from_db()
    return done
