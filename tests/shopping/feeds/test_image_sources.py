"""Fetching pictures from the web without being led into our own network."""

import contextlib
import io
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import urllib3
from PIL import Image
from pytest_django import Settings

from shopping.feeds.images import fetch as web
from shopping.feeds.images.fetch import fetch, public_address
from shopping.feeds.images.sources import keep, picture_bytes
from vision.errors import PictureError


def jpeg() -> bytes:
    """A small picture."""
    data = io.BytesIO()
    Image.new("RGB", (30, 30), "red").save(data, "JPEG")
    return data.getvalue()


class Shop(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        """A picture, a redirect, or trouble."""
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
        elif self.path == "/big":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 5000)
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(40):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
        elif self.path == "/gone":
            self.send_error(404)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers["Host"].encode() if self.path == "/host" else jpeg())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server on loopback that stands for a public host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    real = web.public_address

    def pretend(host: str, port: int) -> str:
        return "127.0.0.1" if host == "shop.example" else real(host, port)

    monkeypatch.setattr(web, "public_address", pretend)
    yield f"http://shop.example:{server.server_address[1]}"
    server.shutdown()


def resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Every host has these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.5", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "::127.0.0.1",
     "2002:7f00:1::", "ff02::1", "192.0.0.192", "64:ff9b:1::808:808", "fec0::1", "::ffff:93.184.216.34",
     "2002:5db8:d822::", "2001::1", "3fff::1", "198.18.0.1", "255.255.255.255"],
)  # fmt: skip
def test_no_address_of_our_own_network_is_fetched_from(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolves_to(monkeypatch, address)
    with pytest.raises(PictureError, match="not a public host"):
        fetch("http://shop.example/a.jpg")


def test_one_private_answer_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves_to(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(PictureError, match="not a public host"):
        public_address("shop.example", 80)


def test_a_public_host_is_connected_to_at_the_address_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves_to(monkeypatch, "93.184.216.34")
    assert public_address("shop.example", 80) == "93.184.216.34"


def test_a_second_answer_of_the_name_server_leads_nowhere(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, *args: object, **kwargs: object) -> object:
        asked.append(host)
        return real(host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert fetch(f"{shop}/host") == shop.removeprefix("http://").encode()
    assert "shop.example" not in asked


def test_a_picture_is_fetched_through_a_redirect(shop: str) -> None:
    assert fetch(f"{shop}/to?/a.jpg") == jpeg()


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/a",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "ftp://x/",
        "http://[::1",
    ],
)
def test_a_redirect_is_checked_like_the_first_address(shop: str, target: str) -> None:
    with pytest.raises(PictureError, match="not a public host|no http"):
        fetch(f"{shop}/to?{target}")


@pytest.mark.parametrize(
    ("name", "value"),
    [("ETag", '"a\0b"'), ("ETag", f'"{"a" * 200}"'), ("Last-Modified", f"Wed, 21 Oct 2015 07:28:00 GMT ({'c' * 60})")],
)
def test_a_validator_that_no_column_holds_is_none(name: str, value: str) -> None:
    dates = {"Date": "Thu, 22 Oct 2015 07:28:00 GMT", "Last-Modified": "Wed, 21 Oct 2015 07:28:00 GMT", "ETag": '"a"'}
    good, bad = (web.validators_of(urllib3.HTTPResponse(headers=dates | more)) for more in ({}, {name: value}))
    assert good == (dates["ETag"], dates["Last-Modified"])
    assert bad == tuple("" if header == name else dates[header] for header in ("ETag", "Last-Modified"))


def test_redirects_end(shop: str) -> None:
    path = "/to?" * 6 + "/a.jpg"
    with pytest.raises(PictureError, match="redirects more than"):
        fetch(shop + path)


@pytest.mark.parametrize(("path", "reason"), [("/gone", "answers 404"), ("/big", "larger than")])
def test_trouble_is_said_with_the_address(shop: str, settings: Settings, path: str, reason: str) -> None:
    settings.PICTURE_MAX_BYTES = 4000
    with pytest.raises(PictureError, match=f"{path}: {reason}"):
        fetch(shop + path)


def test_a_host_that_drips_is_left_in_time(shop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_SECONDS", 0.2)
    began = time.monotonic()
    with pytest.raises(PictureError, match="takes longer than"):
        fetch(f"{shop}/slow")
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("url", ["http://[::1/a", "http://shop.example:99999/a", "http:///a", "gopher://shop.example/"])
def test_an_address_that_is_none_is_said_to_be(url: str) -> None:
    with pytest.raises(PictureError, match="no http"):
        fetch(url)


def test_an_unknown_host_and_a_silent_one_are_errors(shop: str) -> None:
    with pytest.raises(PictureError, match="the host is not known"):
        fetch("http://no-such-host.invalid/a.jpg")
    with pytest.raises(PictureError, match="does not answer"):
        fetch("http://shop.example:1/a.jpg")


def test_a_relative_picture_needs_a_folder() -> None:
    with pytest.raises(PictureError, match="needs a feed that lies in a folder"):
        picture_bytes("a.jpg", None)


def test_pictures_are_kept_once_under_their_hash(settings: Settings) -> None:
    first, second = keep(jpeg(), "a"), keep(jpeg(), "b")
    assert first == second and first[0].startswith("public/products/")
    with Image.open(settings.MEDIA_ROOT / first[0]) as kept:
        assert kept.format == "JPEG" and kept.size == (30, 30)


def test_what_is_no_picture_is_not_kept(settings: Settings) -> None:
    with pytest.raises(PictureError):
        keep(b"<script>", "a.jpg")
    assert not (settings.MEDIA_ROOT / "public").exists()


def test_a_picture_of_too_many_pixels_is_not_decoded(settings: Settings) -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(PictureError, match="pixels are too many|not a picture"):
        keep(bomb.getvalue(), "bomb.png")
    assert not (settings.MEDIA_ROOT / "public").exists()


def test_a_large_picture_is_made_smaller_and_turned_upright(settings: Settings) -> None:
    data, upside = io.BytesIO(), Image.Exif()
    upside[0x0112] = 6  # "turn right": EXIF 2.3, orientation
    Image.new("RGB", (2000, 1000), "red").save(data, "JPEG", exif=upside)
    with Image.open(settings.MEDIA_ROOT / keep(data.getvalue(), "a")[0]) as kept:
        assert kept.size == (450, 900)


def test_an_address_with_escapes_finds_its_file(tmp_path: Path) -> None:
    (tmp_path / "a b.jpg").write_bytes(b"x")
    assert picture_bytes("a%20b.jpg", tmp_path) == b"x"
    with pytest.raises(PictureError, match="leads out"):
        picture_bytes("..%2Fsecret.jpg", tmp_path)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "a.jpg").symlink_to(tmp_path / "secret")
    with pytest.raises(PictureError, match="leads out"):
        picture_bytes("a.jpg", tmp_path / "shop")
