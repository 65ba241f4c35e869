"""Pictures on the web that change, fail, or stand for many products."""

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image
from pytest_django import Settings

from shopping.feeds.images import fetch as web
from shopping.feeds.images.reader import MAX_FAILURES
from shopping.feeds.imports.import_feed import feed_import
from shopping.index.columns import columns_read
from shopping.models import Feed, Product, ProductImage
from tests.shopping.conftest import Write, item

pytestmark = pytest.mark.django_db
WEEK_AGO = 7 * 86_400


def jpeg(colour: str) -> bytes:
    """A picture of one colour."""
    data = io.BytesIO()
    Image.new("RGB", (30, 30), colour).save(data, "JPEG")
    return data.getvalue()


@dataclass
class Server:
    """What a shop's picture server answers, and what it was asked."""

    address: str = ""
    data: bytes = field(default_factory=lambda: jpeg("red"))
    status: int = 200
    etag: str = '"1"'
    modified: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list)
    """(path, status) of each answer."""

    def statuses(self) -> list[int]:
        """Of the answers since the last call."""
        asked, self.asked = self.asked, []
        return [status for _, status in asked]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """As RFC 9110 wants conditional requests answered."""
        is_known = handler.headers.get("If-None-Match") == self.etag if self.etag else False
        is_known |= bool(self.modified) and handler.headers.get("If-Modified-Since") == self.modified
        status = 304 if self.status == 200 and is_known else self.status
        self.asked.append((handler.path, status))
        handler.send_response(status)
        for name, value in (("ETag", self.etag), ("Last-Modified", self.modified)):
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        if status == 200:
            handler.wfile.write(self.data)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[Server]:
    """A server on loopback that stands for public hosts."""
    settings.PICTURE_HOST_RATE = 10_000
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=lambda: http.serve_forever(0.02), daemon=True).start()
    monkeypatch.setattr(web, "public_address", lambda host, port: "127.0.0.1")
    monkeypatch.setattr("shopping.feeds.images.hosts.FIRST_WAIT", 0.001)
    made.address = f"http://shop.example:{http.server_address[1]}"
    yield made
    http.shutdown()
    http.server_close()


@pytest.mark.parametrize("validator", ["etag", "last_modified", "none"])
def test_a_picture_that_changed_behind_its_address_is_fetched_again(
    feed: Feed, write_feed: Write, server: Server, validator: str
) -> None:
    server.etag = server.etag if validator == "etag" else ""
    server.modified = formatdate(1e9, usegmt=True) if validator == "last_modified" else ""
    path = write_feed(item(1, image_link=f"{server.address}/a.jpg"))
    feed_import(feed, path)
    ProductImage.objects.update(vector=b"xx", model="m", category="top")
    first = ProductImage.objects.get()
    report = feed_import(feed, path)
    assert (report.unchanged, report.warnings, server.statuses()[1:]) == (1, [], [200 if validator == "none" else 304])
    assert ProductImage.objects.get().model == "m"

    server.data, server.etag = jpeg("blue"), server.etag and '"2"'
    server.modified = server.modified and formatdate(1.1e9, usegmt=True)
    report = feed_import(feed, path)
    changed = ProductImage.objects.get()
    assert (report.updated, report.unchanged, server.statuses()) == (1, 0, [200])
    assert changed.sha256 != first.sha256 and (changed.vector, changed.model) == (None, "")


def test_a_date_of_this_very_second_is_not_relied_on(feed: Feed, write_feed: Write, server: Server) -> None:
    server.etag, server.modified = "", formatdate(usegmt=True)
    path = write_feed(item(1, image_link=f"{server.address}/a.jpg"))
    feed_import(feed, path)
    assert ProductImage.objects.get().last_modified == ""
    server.data = jpeg("blue")
    assert feed_import(feed, path).updated == 1


def test_a_picture_that_fails_later_stays_and_is_tried_again(feed: Feed, write_feed: Write, server: Server) -> None:
    path = write_feed(item(1, image_link=f"{server.address}/a.jpg"))
    feed_import(feed, path)
    server.status = 404
    report = feed_import(feed, path)
    assert (report.unchanged, len(report.warnings)) == (1, 1) and "answers 404" in report.warnings[0]["reason"]
    assert Product.objects.get().available and ProductImage.objects.get().file
    server.status = 200
    assert feed_import(feed, path).warnings == [] and ProductImage.objects.get().error == ""


def test_only_so_many_pictures_are_asked_about_those_first_that_waited_longest(
    feed: Feed, write_feed: Write, server: Server, settings: Settings
) -> None:
    path = write_feed(*(item(n, image_link=f"{server.address}/{n}.jpg") for n in range(6)))
    feed_import(feed, path)
    server.statuses()
    settings.PICTURE_CHECKS = 3
    feed_import(feed, path)
    first = {asked for asked, _ in server.asked}
    assert len(server.statuses()) == len(first) == 3
    feed_import(feed, path)
    assert {asked for asked, _ in server.asked} == {f"/{n}.jpg" for n in range(6)} - first
    settings.PICTURE_CHECKS, server.asked = 0, []
    feed_import(feed, path)
    assert server.asked == []


def test_one_address_is_asked_once_an_import(feed: Feed, write_feed: Write, server: Server) -> None:
    feed_import(feed, write_feed(item(1, image_link=f"{server.address}/a.jpg")))
    server.asked = []
    feed_import(feed, write_feed(item(1), *(item(n, image_link=f"{server.address}/b.jpg") for n in range(2, 5))))
    assert len(server.asked) <= 3 and ProductImage.objects.exclude(file="").count() == 4


def test_a_host_that_keeps_failing_is_left_alone(
    feed: Feed, write_feed: Write, server: Server, settings: Settings
) -> None:
    settings.PLACEHOLDER_PRODUCTS = 1000
    path = write_feed(*(item(n, image_link=f"{server.address}/{n}.jpg") for n in range(60)))
    feed_import(feed, path)
    server.status, server.asked = 503, []
    report = feed_import(feed, path)
    assert MAX_FAILURES <= len(server.asked) < 30
    assert (report.unchanged, report.rejected) == (60, []) and Product.objects.filter(available=True).count() == 60
    assert "were not asked for" in report.warnings[-1]["reason"] and "shop.example" in report.warnings[-1]["reason"]
    server.status = 200
    assert feed_import(feed, path).warnings == []


def test_an_address_without_scheme_is_of_the_web(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetched(url: str, etag: str, last_modified: str) -> web.Fetched:
        asked.append(url)
        return web.Fetched(jpeg("red"))

    monkeypatch.setattr("shopping.feeds.images.reader.fetch_if_changed", fetched)
    assert feed_import(feed, write_feed(item(1, image_link="//cdn.shop.example/a.jpg"))).created == 1
    assert asked == ["https://cdn.shop.example/a.jpg"]


def test_a_picture_that_many_products_share_is_said_once_and_matched_to_nothing(
    feed: Feed, write_feed: Write, settings: Settings
) -> None:
    settings.PLACEHOLDER_PRODUCTS = 5
    path = write_feed(*(item(n) for n in range(6)), item(7, "blue"))
    report = feed_import(feed, path)
    assert [row["reason"] for row in report.warnings] == [
        "images/red.jpg: the same picture on 6 different products; it is matched to nothing"
    ]
    ProductImage.objects.update(vector=b"xx", model="m", category="top")
    assert set(columns_read("m").product) == {Product.objects.get(product_id="P7").pk}
    feed_import(feed, write_feed(*(item(n, "red" if n < 4 else "green") for n in range(6)), item(7, "blue")))
    assert not ProductImage.objects.filter(placeholder=True).exists()


def test_variants_and_sizes_may_share_their_picture(feed: Feed, write_feed: Write, settings: Settings) -> None:
    settings.PLACEHOLDER_PRODUCTS = 3
    variants = [item(n, item_group_id="S1") for n in range(5)]
    sizes = [
        item(n, "blue", item_group_id="", title=f"Blue tee, {size}", size=size) for n, size in enumerate("SML", 10)
    ]
    assert feed_import(feed, write_feed(*variants, *sizes)).warnings == []
    assert not ProductImage.objects.filter(placeholder=True).exists()


def test_a_host_that_does_not_answer_costs_the_picture_and_not_the_product(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [web.HostError("https://shop.example/a.jpg: does not answer (TimeoutError).")]

    def fetched(url: str, etag: str, last_modified: str) -> web.Fetched:
        if answers:
            raise answers.pop()
        return web.Fetched(jpeg("red"))

    monkeypatch.setattr("shopping.feeds.images.reader.fetch_if_changed", fetched)
    path = write_feed(item(1, image_link="https://shop.example/a.jpg"))
    first = feed_import(feed, path)
    assert (first.created, first.rejected) == (1, []) and "does not answer" in first.warnings[0]["reason"]
    assert ProductImage.objects.get().file == "" and len(columns_read("m")) == 0
    second = feed_import(feed, path)
    assert (second.updated, second.warnings) == (1, []) and ProductImage.objects.get().file
