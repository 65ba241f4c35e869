"""What the card of a title shows besides the title itself."""

from django.http import HttpRequest

from catalog.models import Title
from playback import selectors as playback
from shopping.storefront import selectors as shop
from trendflix.accounts.visitors import visitor_of

PER_PAGE = 60


def with_cards(request: HttpRequest, titles: list[Title]) -> list[Title]:
    """Give each title ``pieces`` and ``still_url``, in constant queries."""
    pieces = shop.pieces_by_title(titles)
    stills = playback.stills(titles, visitor_of(request))
    for card in titles:
        card.pieces = pieces.get(card.pk, 0)  # type: ignore[attr-defined]  # shown by the card template
        card.still_url = stills.get(card.pk, "")  # type: ignore[attr-defined]
    return titles
