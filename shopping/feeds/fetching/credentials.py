"""The user name and password of a feed's source: stored encrypted, and used for nothing but its requests."""

from urllib.parse import urlsplit, urlunsplit

from shopping.models import Feed
from trendflix.core.encryption import decrypt, encrypt

PURPOSE = "shopping.feed.credentials"


def credentials_set(feed: Feed, user: str, password: str) -> None:
    """Put a sign-in into a feed, which is not saved; an empty user name and password remove it."""
    feed.credentials = encrypt(f"{user}:{password}", PURPOSE) if user or password else ""


def credentials_of(feed: Feed) -> str:
    """``user:password``, or ``""``. Raises ``UserError`` where the site's key has changed since it was stored."""
    return decrypt(feed.credentials, PURPOSE) if feed.credentials else ""


def without_credentials(url: str) -> tuple[str, str, str]:
    """(the address without them, user, password) of an address that may hold a user name and password."""
    parts = urlsplit(url)
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return bare, parts.username or "", parts.password or ""


def shown_address(url: str) -> str:
    """An address as errors and reports may name it: without credentials, and without a query, which may be a key."""
    try:
        parts = urlsplit(url)
    except ValueError:  # of no address at all
        return url.partition("?")[0].rpartition("@")[2]
    query = "…" if parts.query else ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=query, fragment=""))
