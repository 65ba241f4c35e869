"""What is said with links to shops, so that nobody takes them for advice."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from shopping.models import Feed


def disclosure_for(feeds: Iterable[Feed]) -> str:
    """The words for links of these feeds: the site's, where any has none of its own, then each feed's own, once."""
    return _joined({words_of(feed) for feed in feeds})


def disclosure_of(cards: Iterable[dict[str, Any]]) -> str:
    """The same for the links of cards, each of which has its feed's words as ``disclosure``."""
    return _joined({card["disclosure"] for card in cards})


def words_of(feed: Feed) -> str:
    """A feed's own words, or the site's."""
    return feed.disclosure or str(settings.DISCLOSURE)


def _joined(words: set[str]) -> str:
    sites = str(settings.DISCLOSURE)
    first = [sites] if sites in words or not words else []
    return " ".join([*first, *sorted(words - {sites})])
