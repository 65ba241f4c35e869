"""What events add to each row of figures."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from shopping.models import Event, Figures, Product

COLUMNS = {
    Event.Kind.ROW_SEEN: "rows_seen",
    Event.Kind.CARD_SEEN: "cards_seen",
    Event.Kind.DOT_OPENED: "dots_opened",
    Event.Kind.ROW_OPENED: "rows_opened",
    Event.Kind.PAGE_VIEWED: "pages_viewed",
    Event.Kind.SAVED: "saved",
    Event.Kind.DISLIKED: "disliked",
    Event.Kind.CLICKED: "clicked",
}
Place = tuple[str, date, str, int]  # dimension, day, key and scope of a row of figures
Of = Figures.Dimension


def counted(events: list[Event]) -> dict[Place, Counter[str]]:
    """What to add to each row of figures."""
    products = _products(events)
    counts: dict[Place, Counter[str]] = defaultdict(Counter)
    for event in events:
        column = "bots" if event.is_bot else COLUMNS[Event.Kind(event.kind)]
        for dimension, key, scope in _places(event, products):
            counts[dimension, event.at.date(), key, scope][column] += 1
    return dict(counts)


def _products(events: list[Event]) -> dict[int, tuple[str, int, str]]:
    """Of each product that events name: brand, feed, host of its shop."""
    named = Product.objects.filter(pk__in={event.product for event in events if event.product})
    rows = named.values_list("pk", "brand", "feed_id", "link")
    return {pk: (brand, feed, urlsplit(link).hostname or "") for pk, brand, feed, link in rows}


def _places(event: Event, products: dict[int, tuple[str, int, str]]) -> Iterator[tuple[str, str, int]]:
    """Dimension, key and scope of every row of figures that an event counts in."""
    yield Of.ALL, "", 0
    if event.title:
        yield Of.TITLE, str(event.title), 0
    if event.garment:
        yield Of.GARMENT, str(event.garment), event.title or 0
    if event.category:
        yield Of.CATEGORY, event.category, 0
    if event.product and event.product in products:
        brand, feed, shop = products[event.product]
        yield Of.PRODUCT, str(event.product), 0
        yield Of.FEED, str(feed), 0
        if event.title:
            yield Of.PRODUCT_IN_TITLE, str(event.product), event.title
        if brand:
            yield Of.BRAND, brand, 0
        if shop:
            yield Of.SHOP, shop[:120], 0
