"""One GET to a public host: the address that was checked is the one connected to, and everything has a limit."""

import http.client
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import urllib3

from trendflix.core.net.addresses import is_public
from trendflix.core.net.deadline import Deadline
from trendflix.core.net.pools import pool_to

TIMEOUT = urllib3.Timeout(connect=5, read=10)
MAX_SECONDS = 30.0
CHUNK = 1 << 16
AGENT = "TrendFlix/1"


class FetchError(Exception):
    """The host is not public, does not answer, or answers more than is taken; the message is for people."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: status, headers by lower-case name, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def get(url: str, headers: Mapping[str, str] | None = None, *, max_bytes: int) -> Answer:
    """Fetch an https address; redirects are not followed. Raises ``FetchError`` without the query, which may be secret.

    At most ``max_bytes`` in ``MAX_SECONDS``.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or not host:
        raise FetchError(f"{url.split('?')[0]}: no https address")
    address = _public_address(host, parts.port or 443)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    sent = {"Host": parts.netloc, "User-Agent": AGENT, **(headers or {})}
    with Deadline(MAX_SECONDS) as deadline:
        pool = pool_to("https", address, parts.port or 443, host, deadline)
        try:
            response = pool.request(
                "GET", target, headers=sent, timeout=TIMEOUT, redirect=False, retries=False, preload_content=False
            )
            try:
                body = _body(response, max_bytes, host)
            finally:
                response.close()
        except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise FetchError(f"{host}: does not answer ({type(error).__name__})") from error
        if deadline.is_over:
            raise FetchError(f"{host}: takes longer than {MAX_SECONDS:.0f} s")
        return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, body)


def _public_address(host: str, port: int) -> str:
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: the host is not known") from error
    if not found or not all(is_public(ipaddress.ip_address(text.split("%")[0])) for text in found):
        raise FetchError(f"{host}: not a public host")
    return sorted(found, key=lambda text: (":" in text, text))[0]


def _body(response: urllib3.BaseHTTPResponse, max_bytes: int, host: str) -> bytes:
    data = bytearray()
    while chunk := response.read1(CHUNK):
        data += chunk
        if len(data) > max_bytes:
            raise FetchError(f"{host}: answers more than {max_bytes // 2**20} MiB")
    return bytes(data)
