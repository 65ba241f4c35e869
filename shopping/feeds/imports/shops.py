"""What a feed's owner says of all its rows."""

from django.conf import settings

from shopping.feeds import Shop
from shopping.models import Feed


def shop_of(feed: Feed, *, is_alone: bool = False) -> Shop:
    """How the rows of a feed are read. ``is_alone``: no pictures lie beside its file, so relative ones are of its web
    address.
    """
    return Shop(
        address=feed.shop_url,
        currency=feed.currency,
        columns=feed.columns if feed.columns_confirmed else {},
        default_currency=settings.FEED_CURRENCY,
        language=feed.language,
        country=feed.country,
        categories=feed.categories,
        pictures=feed.url if is_alone and feed.origin == Feed.Origin.URL else "",
    )
