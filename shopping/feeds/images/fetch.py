"""Fetches from the web without being led into our own network (server-side request forgery, CWE-918).

Hosts of our own network are refused but for those that ``FEED_PRIVATE_HOSTS`` names.
"""

import http.client
import ipaddress
import socket
import time
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext

from trendflix.core.net.addresses import is_public
from trendflix.core.net.deadline import Deadline
from trendflix.core.net.pools import pool_to
from vision.errors import PictureError

TIMEOUT = urllib3.Timeout(connect=5, read=10)
MAX_SECONDS = 30.0
CHUNK = 1 << 16
MAX_REDIRECTS = 3
NOT_MODIFIED, TOO_MANY_REQUESTS = 304, 429
MAX_ETAG, MAX_DATE = 200, 40
MAX_RETRY_AFTER = 86_400.0
STRONG_AFTER = timedelta(seconds=1)
"""A ``Last-Modified`` younger than this by the answer's own ``Date`` may hide a later change (RFC 9110, 8.8.2.2)."""
AGENT = "TrendFlix/1 (product pictures)"


class HostError(PictureError):
    """The host does not answer, or refuses to answer now: its other pictures will not come either.

    ``is_busy``: the same request may succeed in a moment; ``wait`` is how many seconds the host asks for.
    """

    def __init__(self, message: str, *, is_busy: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.is_busy, self.wait = is_busy, wait


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: ``data`` is ``None`` where nothing changed; the validators are for the next time."""

    data: bytes | None
    etag: str = ""
    last_modified: str = ""


def public_address(host: str, port: int) -> str:
    """One address of a host, if all of them are public or the site trusts it. Raises ``HostError`` for any other."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise HostError(gettext("%(host)s: the host is not known.") % {"host": host}) from error
    is_trusted = host.lower() in settings.FEED_PRIVATE_HOSTS
    if not found or not (is_trusted or all(is_public(ipaddress.ip_address(text.split("%")[0])) for text in found)):
        raise HostError(gettext("%(host)s: not a public host.") % {"host": host})
    return sorted(found, key=lambda text: (":" in text, text))[0]


def fetch(url: str) -> bytes:
    """Fetch a picture; see ``fetch_if_changed``."""
    return fetch_if_changed(url).data or b""


def fetch_if_changed(url: str, etag: str = "", last_modified: str = "") -> Fetched:
    """Fetch a picture unless the server says that it is the one of these validators (RFC 9110, 13.1).

    At most ``PICTURE_MAX_BYTES`` in ``MAX_SECONDS``, through at most ``MAX_REDIRECTS``. The connection goes to the
    very address that was checked, so a second answer of the name server cannot lead elsewhere; every redirect is
    checked anew. Raises ``PictureError`` with the address and the reason, ``HostError`` where the host is at fault.
    """
    conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in conditions.items() if value}
    with Deadline(MAX_SECONDS) as deadline:
        try:
            return _follow(url, headers, deadline)
        except PictureError as error:  # of an answer that was cut off, or of any other
            if deadline.is_over:
                raise HostError(
                    gettext("%(url)s: takes longer than %(limit)s s.")
                    % {"url": url, "limit": number_format(MAX_SECONDS, 0)}
                ) from error
            raise


def _follow(url: str, headers: dict[str, str], deadline: Deadline) -> Fetched:
    for _ in range(MAX_REDIRECTS + 1):
        response = request(url, {"Accept": "image/*", "User-Agent": AGENT} | headers, deadline)
        try:
            location = response.get_redirect_location()
            if not location:
                return _fetched(response, url, deadline, is_conditional=bool(headers))
            url = redirected(url, location, url)
        finally:
            response.close()
    raise PictureError(gettext("%(url)s: redirects more than %(limit)s times.") % {"url": url, "limit": MAX_REDIRECTS})


def _fetched(response: urllib3.BaseHTTPResponse, url: str, deadline: Deadline, *, is_conditional: bool) -> Fetched:
    if is_conditional and response.status == NOT_MODIFIED:
        return Fetched(None, *validators_of(response))
    return Fetched(_body(response, url, deadline), *validators_of(response))


def validators_of(response: urllib3.BaseHTTPResponse) -> tuple[str, str]:
    """(ETag, Last-Modified) as they were sent; empty where there is none that can be relied on."""
    etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
    try:
        age = parsedate_to_datetime(response.headers.get("Date", "")) - parsedate_to_datetime(modified)
    except (TypeError, ValueError):
        age = timedelta(0)
    return _usable(etag, MAX_ETAG), _usable(modified, MAX_DATE) if age >= STRONG_AFTER else ""


def _usable(validator: str, most: int) -> str:
    """A validator that can be kept and sent back, or nothing: Python reads dates of any length, with NUL in them."""
    return validator if len(validator) <= most and validator.isascii() and validator.isprintable() else ""


def wait_of(response: urllib3.BaseHTTPResponse) -> float:
    """Seconds that ``Retry-After`` asks for (RFC 9110, 10.2.3), a day at most; 0 where it says nothing usable."""
    told = response.headers.get("Retry-After", "").strip()
    if told.isdecimal():
        return min(float(told[:9]), MAX_RETRY_AFTER)
    try:
        wanted = parsedate_to_datetime(told).timestamp() - time.time()
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return min(max(0.0, wanted), MAX_RETRY_AFTER)


def request(url: str, headers: dict[str, str], deadline: Deadline, *, shown: str = "") -> urllib3.BaseHTTPResponse:
    """Ask for an address, at a checked host; the answer's body is not read, and no redirect followed.

    Raises ``HostError`` where there is no answer, and ``PictureError`` for no web address. ``shown`` is what errors
    call the address, where it holds a secret.
    """
    shown = shown or url
    parts, port = _parts(url, shown)
    host = str(parts.hostname)
    pool = pool_to(parts.scheme, public_address(host, port), port, host, deadline)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    try:
        headers = {"Host": _ascii(parts.netloc.rpartition("@")[2])} | headers
        return pool.request(
            "GET", target, headers=headers, timeout=TIMEOUT, redirect=False, retries=False, preload_content=False
        )
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise HostError(
            gettext("%(url)s: does not answer (%(fault)s).") % {"url": shown, "fault": type(error).__name__},
            is_busy=True,
        ) from error


def redirected(url: str, location: str, shown: str) -> str:
    """Where ``location`` leads from ``url``. Raises ``PictureError`` where that is no address."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise PictureError(gettext("%(url)s: no http(s) address.") % {"url": shown}) from error


def _ascii(netloc: str) -> str:
    """A host with its port, an international name as its A-label (RFC 5890)."""
    return netloc if netloc.isascii() else netloc.encode("idna").decode("ascii")


def _parts(url: str, shown: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise PictureError(gettext("%(url)s: no http(s) address.") % {"url": shown}) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PictureError(gettext("%(url)s: no http(s) address.") % {"url": shown})
    return parts, port


def _body(response: urllib3.BaseHTTPResponse, url: str, deadline: Deadline) -> bytes:
    if response.status != 200:
        told = gettext("%(url)s: answers %(status)s.") % {"url": url, "status": response.status}
        if response.status == TOO_MANY_REQUESTS or response.status >= 500:
            raise HostError(told, is_busy=True, wait=wait_of(response))
        raise PictureError(told)
    data = bytearray()
    try:
        while chunk := response.read1(CHUNK):
            data += chunk
            if len(data) > settings.PICTURE_MAX_BYTES:
                raise PictureError(
                    gettext("%(url)s: larger than %(limit)s MiB.")
                    % {"url": url, "limit": settings.PICTURE_MAX_BYTES // 2**20}
                )
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise HostError(
            gettext("%(url)s: breaks off (%(fault)s).") % {"url": url, "fault": type(error).__name__}, is_busy=True
        ) from error
    if deadline.is_over:  # what came until then may look like all of it
        raise HostError(
            gettext("%(url)s: takes longer than %(limit)s s.") % {"url": url, "limit": number_format(MAX_SECONDS, 0)}
        )
    return bytes(data)
