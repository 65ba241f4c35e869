"""Prices as they are kept and shown: the currency's own decimals, sales that begin and end by themselves."""

import gzip
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.models import Feed, Match, Product
from shopping.storefront.cards import price_now, product_card, sale_price_now
from shopping.storefront.timelines import timeline_packed, timeline_version
from tests.shopping.conftest import Write, item
from trendflix.core.locales.formats import money

NOW = datetime(2024, 6, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("price", "kept", "shown"),
    [
        ("12.755 KWD", "12.755", "KWD12.755"),
        ("¥12,800", "12800", "¥12,800"),
        ("9.90 EUR", "9.90", "€9.90"),
        ("9999999999.99 USD", "9999999999.99", "$9,999,999,999.99"),
    ],
)
def test_a_price_keeps_and_shows_the_decimals_of_its_currency(
    feed: Feed, write_feed: Write, price: str, kept: str, shown: str
) -> None:
    feed_import(feed, write_feed(item(1, price=price)))
    product = Product.objects.get()
    assert product.price == Decimal(kept) and money(product.price, product.currency).replace("\xa0", "") == shown


@pytest.mark.parametrize(
    ("start", "end", "price"),
    [
        (None, None, 9), (NOW - HOUR, NOW + HOUR, 9), (None, NOW + HOUR, 9), (NOW - HOUR, None, 9), (NOW, NOW, 9),
        (NOW + HOUR, None, 15), (None, NOW - HOUR, 15), (NOW - 2 * HOUR, NOW - HOUR, 15),
    ],
)  # fmt: skip
def test_a_sale_holds_between_its_dates(start: datetime | None, end: datetime | None, price: int) -> None:
    product = Product(price=Decimal(15), sale_price=Decimal(9), sale_start=start, sale_end=end)
    assert price_now(product, NOW) == price and (sale_price_now(product, NOW) is None) == (price == 15)


def test_a_sale_ends_by_itself_without_another_import(feed: Feed, write_feed: Write, video: Video) -> None:
    dates = f"{(NOW - HOUR).isoformat()}/{(NOW + HOUR).isoformat()}"
    feed_import(feed, write_feed(item(1, sale_price="9.00 USD", sale_price_effective_date=dates)))
    product = Product.objects.get()
    Match.objects.create(garment=video.analysis.garments.all()[0], product=product, rank=1, score=0.9)
    seen = []
    for now in (NOW - 2 * HOUR, NOW, NOW + 2 * HOUR):
        with time_machine.travel(now, tick=False):
            timeline = gzip.decompress(timeline_packed(video, timeline_version(video)))
            seen.append((product_card(product)["sale_price"], b"$9.00" in timeline))
    assert seen == [(None, False), ("$9.00", True), (None, False)]
