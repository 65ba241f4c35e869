"""Fetches from the web without being led into the house's own network (server-side request forgery, CWE-918)."""

import http.client
import ipaddress
import socket
import time
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from django.conf import settings

from vision.errors import PictureError

TIMEOUT = urllib3.Timeout(connect=5, read=10)
MOST_SECONDS = 30.0
CHUNK = 1 << 16
MOST_REDIRECTS = 3
AGENT = "TrendFlix/1 (product pictures)"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# IPv4 inside IPv6: the translators' prefix (RFC 6052) and the deprecated "compatible" form (RFC 4291).
EMBEDDING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))


def is_public(address: Address) -> bool:
    """Whether an address, and the one that may be wrapped in it, belongs to the public internet."""
    if not address.is_global or address.is_multicast:
        return bool(getattr(address, "ipv4_mapped", None)) and is_public(_inner(address)[0])
    return all(is_public(inner) for inner in _inner(address))


def _inner(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address] = [inner for inner in (address.ipv4_mapped, address.sixtofour) if inner]
    if any(address in network for network in EMBEDDING):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def public_address(host: str, port: int) -> str:
    """One address of a host, if all of them are public. Raises ``PictureError`` for any other host."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise PictureError(f"{host}: the host is not known.") from error
    if not found or not all(is_public(ipaddress.ip_address(text.split("%")[0])) for text in found):
        raise PictureError(f"{host}: not a public host.")
    return sorted(found, key=lambda text: (":" in text, text))[0]


def fetch(url: str) -> bytes:
    """Fetch a picture: at most ``PICTURE_MAX_BYTES`` in ``MOST_SECONDS``, through at most ``MOST_REDIRECTS``.

    The connection goes to the very address that was checked, so a second answer of the name server cannot lead
    elsewhere; every redirect is checked anew. Raises ``PictureError`` with the address and the reason.
    """
    until = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        response = _request(url)
        try:
            location = response.get_redirect_location()
            if not location:
                return _body(response, url, until)
            url = urljoin(url, location)
        finally:
            response.close()
    raise PictureError(f"{url}: redirects more than {MOST_REDIRECTS} times.")


def _request(url: str) -> urllib3.BaseHTTPResponse:
    parts, port = _parts(url)
    host = str(parts.hostname)
    address = public_address(host, port)
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)
    else:
        pool = urllib3.HTTPConnectionPool(address, port)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": AGENT, "Accept": "image/*"}
    try:
        return pool.request(
            "GET", target, headers=headers, timeout=TIMEOUT, redirect=False, retries=False, preload_content=False
        )
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError) as error:
        raise PictureError(f"{url}: does not answer ({type(error).__name__}).") from error


def _parts(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise PictureError(f"{url}: no http(s) address.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PictureError(f"{url}: no http(s) address.")
    return parts, port


def _body(response: urllib3.BaseHTTPResponse, url: str, until: float) -> bytes:
    if response.status != 200:
        raise PictureError(f"{url}: answers {response.status}.")
    data = bytearray()
    try:
        while chunk := response.read1(CHUNK):
            data += chunk
            if len(data) > settings.PICTURE_MAX_BYTES:
                raise PictureError(f"{url}: larger than {settings.PICTURE_MAX_BYTES // 2**20} MiB.")
            if time.monotonic() > until:
                raise PictureError(f"{url}: takes longer than {MOST_SECONDS:.0f} s.")
    except urllib3.exceptions.HTTPError as error:
        raise PictureError(f"{url}: breaks off ({type(error).__name__}).") from error
    return bytes(data)
