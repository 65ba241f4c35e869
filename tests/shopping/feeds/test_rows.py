"""Fields of a row: availability, addresses, sales, what is too long."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from shopping.feeds import Entry, FeedRow, Reject, Shop, row_of
from shopping.feeds.values.addresses import listed, web_address
from shopping.feeds.values.availability import availability
from shopping.feeds.values.money import Habits
from tests.shopping.conftest import item


def row(**more: str) -> FeedRow:
    """A row of a feed, checked."""
    return row_of(Entry(1, item(1, **more), habits=Habits("USD"), shop=Shop("https://shop.example")))


@pytest.mark.parametrize(
    ("state", "texts"),
    [
        ("in_stock", "in stock|In Stock|in_stock|instock|1|yes|TRUE|true|17|https://schema.org/InStock|http://schema.org/LimitedAvailability"
         "|available|available for order|sofort lieferbar|auf Lager|lieferbar in 3-5 Tagen|en stock|En stock|disponible|disponibile"
         "|disponível|op voorraad|på lager|i lager|na stanie|skladem|raktáron|в наличии|在庫あり|only 3 left|Nur noch 2 auf Lager|ja|12.0|dostępny"
         "|stokta|low stock|>10|10+|Stock: 5|limited"),
        ("out_of_stock", "out of stock|Out of Stock|out_of_stock|OutOfStock|0|no|false|-3|https://schema.org/OutOfStock|SoldOut|sold out"
         "|discontinued|unavailable|not available|currently not available|ausverkauft|nicht lieferbar|nicht verfügbar|vergriffen|épuisé"
         "|rupture de stock|indisponible|agotado|no disponible|esaurito|non disponibile|esgotado|uitverkocht|niet op voorraad|udsolgt"
         "|slutsåld|niedostępny|vyprodáno|nincs raktáron|нет в наличии|売り切れ|在庫なし|0 left|tükendi|non|Stock: 0|qty 0|plus en stock|in store only"),
        ("preorder", "preorder|pre-order|PreOrder|https://schema.org/PreOrder|presale|vorbestellbar|précommande|Preventa|予約"),
        ("backorder", "backorder|back order|https://schema.org/BackOrder|on backorder|sur commande|bajo pedido"),
    ],
)  # fmt: skip
def test_availability_is_read_in_every_common_spelling(state: str, texts: str) -> None:
    assert {text: availability(text) for text in texts.split("|")} == {text: (state, "") for text in texts.split("|")}


def test_an_unknown_availability_is_not_sold_and_said() -> None:
    found = row(availability="maybe")
    assert not found.available and "availability 'maybe' is not known" in found.warnings[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://shop.example/a b", "https://shop.example/a%20b"),
        ("https://shop.example/größe-38?f=rot&s=ü", "https://shop.example/gr%C3%B6%C3%9Fe-38?f=rot&s=%C3%BC"),
        ("https://müller.example/p", "https://xn--mller-kva.example/p"),
        ("//shop.example/p", "https://shop.example/p"),
        ("shop.example/p/1", "https://shop.example/p/1"),
        ("www.shop.example", "https://www.shop.example"),
        ("shop.example:8080/p", "https://shop.example:8080/p"),
        ("HTTPS://SHOP.EXAMPLE/P", "https://shop.example/P"),
        ("https://shop.example/p?a=1&amp;b=2&amp;amp;c=3", "https://shop.example/p?a=1&b=2&c=3"),
        ("https://shop.example/p?a=1&copy=2", "https://shop.example/p?a=1&copy=2"),
        ("https://shop.example/p|1?q={x}", "https://shop.example/p%7C1?q=%7Bx%7D"),
        ("https://shop.example/100%", "https://shop.example/100%25"),
        ("https://c.example/?u=https%3A%2F%2Fx.example", "https://c.example/?u=https%3A%2F%2Fx.example"),
        ("https://user:secret@shop.example/p", "https://shop.example/p"),
        ("https://good.example\\@evil.example/", "https://good.example/@evil.example/"),
        ("/p/1", "https://shop.example/p/1"),
        ("p/1.html", "https://shop.example/p/1.html"),
    ],
)
def test_an_address_is_made_valid(written: str, meant: str) -> None:
    assert row(link=written).link == meant


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "https://", "http://[::1", "https:///p"]
)
def test_what_is_no_web_address_is_no_link(link: str) -> None:
    with pytest.raises(ValueError, match=r"is no http\(s\) address"):
        web_address(link, "https://shop.example")


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://x.example/w_1,h_2/a.jpg,https://x.example/b.jpg", ["https://x.example/w_1,h_2/a.jpg", "https://x.example/b.jpg"]),
        ("https://x.example/a.jpg | //x.example/b.jpg", ["https://x.example/a.jpg", "//x.example/b.jpg"]),
        ("https://x.example/a.jpg https://x.example/b.jpg", ["https://x.example/a.jpg", "https://x.example/b.jpg"]),
        ("a.jpg, i/b.jpg;c.jpg", ["a.jpg", "i/b.jpg", "c.jpg"]),
        ('["https://x.example/a.jpg", "b.jpg"]', ["https://x.example/a.jpg", "b.jpg"]),
        (" , ", []),
    ],
)  # fmt: skip
def test_a_list_of_addresses_is_parted_between_them(text: str, addresses: list[str]) -> None:
    assert listed(text) == addresses


def test_a_picture_of_another_scheme_is_left_out_and_the_next_one_taken() -> None:
    found = row(image_link="ftp://x.example/a.jpg", additional_image_link="https://x.example/b c.jpg")
    assert found.images == ("https://x.example/b%20c.jpg",) and "ftp" in found.warnings[0]


@pytest.mark.parametrize(
    ("sale", "reason"),
    [
        ("0.00 USD", "is zero"), ("0", "is zero"), ("N/A", "is no price"), ("9.00 EUR", "is in EUR, the price in USD"),
        ("15.00 USD", "is not below"), ("20.00 USD", "is not below"), ("soon", "is no price"),
    ],
)  # fmt: skip
def test_a_sale_that_is_none_costs_the_product_nothing(sale: str, reason: str) -> None:
    found = row(sale_price=sale)
    assert found.sale_price is None and found.price == 15 and reason in found.warnings[0]


def test_a_bare_sale_is_in_the_prices_currency() -> None:
    assert row(price="15.00 EUR", sale_price="9.50").sale_price == Decimal("9.50")


@pytest.mark.parametrize(
    "dates",
    [
        "2024-01-01T00:00+0100/2024-02-01T23:59+0100", "2024-01-01T00:00:00+01:00 / 2024-02-01T23:59:00+01:00",
        "2023-12-31T23:00Z/2024-02-01T22:59Z", "2024-01-01T00:00+01/2024-02-01T23:59+01",
    ],
)  # fmt: skip
def test_a_sale_keeps_its_dates(dates: str) -> None:
    found = row(sale_price="9 USD", sale_price_effective_date=dates)
    assert found.sale_start == datetime(2023, 12, 31, 23, tzinfo=UTC)
    assert found.sale_end == datetime(2024, 2, 1, 22, 59, tzinfo=UTC)


def test_days_alone_are_whole_days() -> None:
    found = row(sale_price="9 USD", sale_start="2024-01-01", sale_end="2024-01-02")
    assert (found.sale_start, found.sale_end) == (
        datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 2, 23, 59, 59, 999999, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("dates", ["soon", "2024-01-01", "2024-02-01/2024-01-01", "2024-13-01/2024-14-01", "a/b"])
def test_a_sale_whose_dates_cannot_be_read_is_none(dates: str) -> None:
    found = row(sale_price="9 USD", sale_price_effective_date=dates)
    assert found.sale_price is None and found.warnings[0].startswith("no sale: ")


def test_what_nobody_sees_is_no_part_of_a_text() -> None:
    found = row(title="Co\u00adat\u200b \u202ered\u202c", product_type="", brand="Fa\u200dmily \u2764")
    assert (found.title, found.category, found.brand) == ("Coat red", "outerwear", "Fa\u200dmily \u2764")


def test_texts_that_are_too_long_are_cut_and_words_left_out_with_a_warning() -> None:
    found = row(title="x" * 200, description="y" * 6000, brand="b" * 101, gender="g" * 30, item_group_id="i" * 101)
    assert (len(found.title), len(found.description), len(found.brand)) == (150, 5000, 100) and found.title.endswith(
        "…"
    )
    assert (found.gender, found.item_group_id, len(found.warnings)) == ("", "", 5)


def test_ids_may_have_a_hundred_characters() -> None:
    assert len(row(id="x" * 100, item_group_id="y" * 100).product_id) == 100
    with pytest.raises(Reject, match="id is longer than 100"):
        row(id="x" * 101)
