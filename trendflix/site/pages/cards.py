"""What the card of a title shows besides the title itself."""

from django.http import HttpRequest
from django.urls import reverse

from catalog.models import Title
from playback import selectors as playback
from playback.addresses import play_address
from shopping.storefront import selectors as shop

PER_PAGE = 60


def with_cards(request: HttpRequest, titles: list[Title]) -> list[Title]:
    """Give each title ``pieces``, ``still_url`` and ``play_url`` (empty: it cannot be played), in constant queries."""
    pieces = shop.pieces_by_title(titles)
    stills = playback.stills(titles)
    for card in titles:
        card.pieces = pieces.get(card.pk, 0)  # type: ignore[attr-defined]  # shown by the card template
        card.still_url = stills.get(card.pk, "")  # type: ignore[attr-defined]
        card.play_url = _play_url(card, card.pk in stills)  # type: ignore[attr-defined]
    return titles


def _play_url(title: Title, has_film: bool) -> str:
    if title.kind == Title.Kind.SHOW:
        return "" if getattr(title, "is_soon", False) else reverse("play", args=[title.slug])
    return play_address(title.slug) if has_film else ""
