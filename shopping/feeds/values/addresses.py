"""Web addresses as shops write them, made valid (RFC 3986), and lists of them."""

import json
import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

from shopping.feeds.values.markup import AMPERSAND, plain_address

HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}\.?|localhost|\d+(?:\.\d+){3}|\[[0-9a-f:.]+\]"
)
VALID = re.compile(
    r"https?://(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?::\d{1,4})?(?:/(?:[A-Za-z0-9\-._~!$&()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?"
)
"""What needs nothing done to it: most addresses."""
SCHEMELESS = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
BETWEEN = re.compile(r"\s*[,;|\n]\s*(?=(?:https?:)?//)|\s+(?=https?://)", re.IGNORECASE)
PLAIN_BETWEEN = re.compile(r"\s*[,;|\n]\s*")
STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
IGNORED = re.compile(r"[\t\r\n\0]")
WEB = ("http://", "https://", "//")
FILES = (".html", ".htm", ".php", ".aspx", ".jpg", ".jpeg", ".png", ".webp", ".gif")


def web_address(text: str, base: str = "") -> str:
    """An http(s) address with a host, percent-encoded where needed. Raises ``ValueError``; nothing else may be a link.

    ``//host`` and ``host/path`` become https, a path is one of ``base``; a user name and password are left out.
    """
    if is_plain_address(text):
        return text
    link = IGNORED.sub("", plain_address(text)).replace("\\", "/")
    if VALID.fullmatch(link):
        return link
    if link.startswith("//"):
        link = f"https:{link}"
    elif not re.match(r"[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))", link, re.IGNORECASE):
        link = _completed(link, base)
    try:
        return _encoded(urlsplit(link))
    except (ValueError, UnicodeError) as error:
        raise ValueError(gettext("link %(text)r is no http(s) address") % {"text": text[:80]}) from error


def is_plain_address(text: str) -> bool:
    """Whether a text is an address of the web that needs nothing done to it."""
    return VALID.fullmatch(text) is not None and ("&" not in text or AMPERSAND.search(text) is None)


def _completed(link: str, base: str) -> str:
    host = link.split("/", 1)[0].lower()
    if SCHEMELESS.match(link) and not host.endswith(FILES):
        return f"https://{link}"
    return urljoin(f"{base.rstrip('/')}/", link) if base and link else link


def _encoded(parts: SplitResult) -> str:
    """The address with everything outside of ASCII encoded. Raises ``ValueError`` for one that is not of the web."""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError("not http")
    host = parts.hostname.lower()
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    if not HOST.fullmatch(host):
        raise ValueError("no host")
    place = host if parts.port is None else f"{host}:{parts.port}"
    path, query, fragment = (_quoted(part) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme.lower(), place, path, query, fragment))


def _quoted(part: str) -> str:
    """A part of an address with what may not stand in one encoded; what is encoded already stays."""
    return iri_to_uri(STRAY.sub("%25", part)).replace("[", "%5B").replace("]", "%5D").replace("'", "%27")


def image_address(text: str) -> str:
    """A picture's address, or its path beside the feed as it is. Raises ``ValueError`` for other schemes."""
    if is_plain_address(text):
        return text
    source = plain_address(text)
    if source.lower().startswith((*WEB, "www.")):
        return web_address(source)
    if re.match(r"[a-z][a-z0-9+.-]*:", source, re.IGNORECASE):
        raise ValueError(
            gettext("picture %(source)r is neither an http(s) address nor a path") % {"source": source[:80]}
        )
    return source


def listed(text: str) -> list[str]:
    """The addresses of a list: parted by commas, semicolons, bars or white space, but not by commas inside of them."""
    text = plain_address(text)
    if text.startswith("["):
        try:
            return [str(part).strip() for part in json.loads(text) if part]
        except (ValueError, TypeError):
            pass
    found: list[str] = []
    for part in BETWEEN.split(text):
        is_web = part.lower().startswith(WEB)
        found += [part] if is_web else PLAIN_BETWEEN.split(part)
    return [part.strip().strip('"').rstrip(",;|") for part in found if part.strip(" \"',;|")]
