"""One GET to a public host."""

import socket

import pytest

from trendflix.core.net import requests
from trendflix.core.net.requests import FetchError, get


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"])
def test_hosts_of_our_own_network_are_not_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", (address, 443))])
    monkeypatch.setattr(requests, "pool_to", lambda *a: pytest.fail("a connection"))
    with pytest.raises(FetchError, match="not a public host"):
        get("https://api.example/x", max_bytes=10)


@pytest.mark.parametrize("url", ["http://api.example/x?key=secret", "file:///etc/passwd", "https://"])
def test_other_addresses_than_https_are_refused_without_telling_the_query(url: str) -> None:
    with pytest.raises(FetchError) as told:
        get(url, max_bytes=10)
    assert "secret" not in str(told.value)


class Response:
    """An answer of three bytes at a time."""

    status = 200
    headers = {"Content-Type": "application/json"}

    def __init__(self, body: bytes) -> None:
        self.parts = [body[at : at + 3] for at in range(0, len(body), 3)]

    def read1(self, size: int) -> bytes:
        """The next piece."""
        return self.parts.pop(0) if self.parts else b""

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """A public host that answers; what was connected to, and asked."""
    asked: list[tuple[str, str]] = []

    class Pool:
        def request(self, method: str, target: str, **more: object) -> Response:
            asked.append((target, str(more["headers"])))
            return Response(b"0123456789")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", ("93.184.216.34", 443))])
    monkeypatch.setattr(requests, "pool_to", lambda *a: Pool())
    return asked


def test_the_answer_has_status_headers_and_body(answering: list[tuple[str, str]]) -> None:
    answer = get("https://api.example/3/x?a=b", {"Accept": "application/json"}, max_bytes=10)
    assert (answer.status, answer.headers, answer.body) == (200, {"content-type": "application/json"}, b"0123456789")
    assert answering[0][0] == "/3/x?a=b" and "'Host': 'api.example'" in answering[0][1]


def test_more_than_is_taken_is_refused(answering: list[tuple[str, str]]) -> None:
    with pytest.raises(FetchError, match="answers more"):
        get("https://api.example/x", max_bytes=9)
