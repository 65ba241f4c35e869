"""Hosts that send a byte now and then for ever: fetching from them ends at its deadline, wherever they do so."""

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from shopping.feeds.images import fetch as web
from shopping.feeds.images.fetch import HostError, fetch

HEAD = b"HTTP/1.1 200 OK\r\n"
GZIP = HEAD + b"Content-Encoding: gzip\r\n\r\n"
EMPTY_BLOCK = b"\x00\x00\x00\xff\xff"
"""A stored block of deflate (RFC 1951, 3.2.4) without content: it can be repeated for ever."""
KINDS: dict[str, tuple[bytes, bytes]] = {
    "silence": (b"", b""),
    "status line": (b"HTTP/1.1 200 ", b"O"),
    "one header": (HEAD + b"X-A: ", b"a"),
    "many headers": (HEAD, b"X-A: a\r\n"),
    "interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "length of a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "extension of a chunk": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;a=", b"a"),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "body of a length": (HEAD + b"Content-Length: 100000\r\n\r\n", b"a"),
    "body without a length": (HEAD + b"\r\n", b"a"),
    "compressed without content": (GZIP + gzip.compress(b"", mtime=0)[:10], EMPTY_BLOCK),
    "redirect with a body": (b"HTTP/1.1 302 Found\r\nX-A: ", b"a"),
}


def drip(server: socket.socket, first: bytes, then: bytes, stop: threading.Event) -> None:
    """Answer one connection: first at once, then again and again."""
    connection, _ = server.accept()
    with connection, contextlib.suppress(OSError):
        connection.recv(4096)
        connection.sendall(first)
        while not stop.is_set():
            connection.sendall(then)
            time.sleep(0.02)


@pytest.fixture
def host(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A host of a kind, taken for a public one."""
    monkeypatch.setattr(web, "MAX_SECONDS", 0.4)
    monkeypatch.setattr(web, "public_address", lambda host, port: "127.0.0.1")
    first, then = KINDS[request.param]
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=drip, args=(server, first, then, stop), daemon=True).start()
        yield f"http://shop.example:{server.getsockname()[1]}/a.jpg"
        stop.set()


@pytest.mark.parametrize("host", KINDS, indirect=True)
def test_fetching_ends_at_its_deadline(host: str) -> None:
    found: list[Exception] = []

    def read() -> None:
        try:
            fetch(host)
        except HostError as error:
            found.append(error)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(20)
    assert not reader.is_alive(), "still reading"
    assert len(found) == 1 and "takes longer than" in str(found[0])


@pytest.mark.parametrize("host", ["silence"], indirect=True)
def test_a_tls_handshake_ends_too(host: str) -> None:
    with pytest.raises(HostError, match="takes longer than"):
        fetch(host.replace("http:", "https:"))
