"""Downloads one feed file: conditional, with a deadline, a largest size, and a sign-in that no other host is told."""

import base64
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext

from shopping.feeds.fetching.credentials import shown_address
from shopping.feeds.images.fetch import (
    MAX_REDIRECTS,
    NOT_MODIFIED,
    TOO_MANY_REQUESTS,
    HostError,
    redirected,
    request,
    validators_of,
)
from trendflix.core.errors import UserError
from trendflix.core.net.deadline import Deadline
from vision.errors import PictureError

CHUNK = 1 << 18
AGENT = "TrendFlix/1 (product feed)"
UNAUTHORIZED, FORBIDDEN = 401, 403


class Unreachable(UserError):
    """The source gives nothing now; it may later."""


@dataclass(frozen=True, slots=True)
class Source:
    """An address, what signs in there (``user:password``), and the validators of what was had before."""

    url: str
    credentials: str = field(default="", repr=False)
    etag: str = ""
    last_modified: str = ""

    def headers(self, url: str) -> dict[str, str]:
        """Of a request for ``url``, which may be where the source redirects to."""
        made = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        made |= {name: value for name, value in conditions.items() if value}
        if self.credentials and _place(url) == _place(self.url):
            made["Authorization"] = f"Basic {base64.b64encode(self.credentials.encode()).decode()}"  # RFC 7617, UTF-8
        return made


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A file that was written, by its SHA-256, and its validators for the next time."""

    sha256: str
    etag: str
    last_modified: str


def download(source: Source, target: Path) -> Downloaded | None:
    """Write what an address gives to ``target``; ``None``, and no file, where the server says that nothing is new.

    At most ``FEED_MAX_BYTES``, unpacked, in ``FEED_FETCH_SECONDS``. Raises ``Unreachable`` for what may pass, and
    ``UserError`` for what a person must mend; neither names a password, nor the query of the address.
    """
    shown = shown_address(source.url)
    with Deadline(settings.FEED_FETCH_SECONDS) as deadline:
        try:
            return _follow(source, target, deadline, shown)
        except HostError as error:
            raise Unreachable(_said(error, shown, deadline)) from None  # the cause may name what is secret
        except PictureError as error:
            raise UserError(str(error)) from None


def _follow(source: Source, target: Path, deadline: Deadline, shown: str) -> Downloaded | None:
    url = source.url
    for _ in range(MAX_REDIRECTS + 1):
        response = request(url, source.headers(url), deadline, shown=shown_address(url))
        try:
            location = response.get_redirect_location()
            if not location:
                return _taken(response, target, deadline, shown)
            url = redirected(url, location, shown)
        finally:
            response.close()
    raise UserError(gettext("%(url)s: redirects more than %(limit)s times.") % {"url": shown, "limit": MAX_REDIRECTS})


def _taken(response: urllib3.BaseHTTPResponse, target: Path, deadline: Deadline, shown: str) -> Downloaded | None:
    if response.status == NOT_MODIFIED:
        return None
    _status_check(response.status, shown)
    told = response.headers.get("Content-Length", "")
    if told.isdecimal() and len(told) < 20 and int(told) > settings.FEED_MAX_BYTES:
        raise _too_large(shown)
    try:
        digest = _written(response, target, deadline, shown)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Downloaded(digest, *validators_of(response))


def _status_check(status: int, shown: str) -> None:
    if status in (UNAUTHORIZED, FORBIDDEN):
        words = gettext("%(url)s: refuses the user name and password, or asks for them (%(status)s).")
        raise UserError(words % {"url": shown, "status": status})
    if status == TOO_MANY_REQUESTS or status >= 500:
        raise Unreachable(gettext("%(url)s: answers %(status)s.") % {"url": shown, "status": status})
    if status != 200:
        raise UserError(gettext("%(url)s: answers %(status)s.") % {"url": shown, "status": status})


def _written(response: urllib3.BaseHTTPResponse, target: Path, deadline: Deadline, shown: str) -> str:
    """Write the body; its SHA-256."""
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as file:
        for chunk in _pieces(response, deadline, shown):
            size += len(chunk)
            if size > settings.FEED_MAX_BYTES:
                raise _too_large(shown)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if deadline.is_over:  # what came until then may look like all of it
        raise Unreachable(_slow(shown))
    return digest.hexdigest()


def _pieces(response: urllib3.BaseHTTPResponse, deadline: Deadline, shown: str) -> Iterator[bytes]:
    try:
        while chunk := response.read1(CHUNK):
            yield chunk
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise Unreachable(_said(error, shown, deadline)) from None


def _said(error: Exception, shown: str, deadline: Deadline) -> str:
    if deadline.is_over:
        return _slow(shown)
    if isinstance(error, HostError):
        return str(error)
    return gettext("%(url)s: breaks off (%(fault)s).") % {"url": shown, "fault": type(error).__name__}


def _slow(shown: str) -> str:
    limit = number_format(settings.FEED_FETCH_SECONDS, 0)
    return gettext("%(url)s: takes longer than %(limit)s s.") % {"url": shown, "limit": limit}


def _too_large(shown: str) -> UserError:
    return UserError(
        gettext("%(url)s: larger than %(limit)s MiB.") % {"url": shown, "limit": settings.FEED_MAX_BYTES // 2**20}
    )


def _place(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port, which a sign-in is for."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port
