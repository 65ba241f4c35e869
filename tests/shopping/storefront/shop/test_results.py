"""What the shop finds, counts and orders, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shopping.models import Feed, Product
from shopping.storefront.shop.facets import Choice
from shopping.storefront.shop.filters import filters_read
from shopping.storefront.shop.results import PER_PAGE, Results, shop_search
from tests.shopping.storefront.goods import product


@pytest.fixture
def shop(feed: Feed) -> dict[str, Product]:
    """Six styles: one in two colours, one that is sold out, one that is hidden, one on sale, one in another shop."""
    other = Feed.objects.create(name="Other", slug="other")
    return {
        "red coat": product(feed, 1, title="Red coat", category="outerwear", price=100, item_group_id="C", brand="Oak"),
        "blue coat": product(
            feed, 2, title="Blue coat", category="outerwear", price=110, item_group_id="C", color="blue", brand="Oak"
        ),
        "gone": product(feed, 3, title="Red coat of old", category="outerwear", available=False),
        "hidden": product(feed, 4, title="Red coat of shame", category="outerwear", hidden=True),
        "top": product(feed, 5, title="Red top", price=20, sale_price=15),
        "dress": product(other, 6, title="Green dress", category="dress", color="green", price=60),
        "shoes": product(other, 7, title="Red shoes", category="shoes", price=80, availability="preorder"),
    }


def ask(query: str) -> Results:
    """Search as an address does."""
    return shop_search(filters_read(QueryDict(query)))


def titles(query: str) -> list[str]:
    """The titles of the first page."""
    return [card["title"] for card in ask(query).cards]


def counts(choices: list[Choice]) -> dict[str, int]:
    """Value → count."""
    return {choice.value: choice.count for choice in choices}


def test_everything_for_sale_is_there_one_card_a_style_the_newest_first(shop: dict[str, Product]) -> None:
    assert titles("") == ["Red shoes", "Green dress", "Red top", "Blue coat"]
    assert [card["variants"] for card in ask("").cards] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category=outerwear", ["Blue coat"]),
        ("category=outerwear&colour=red", ["Red coat"]),
        ("colour=red&colour=green", ["Red shoes", "Green dress", "Red top", "Red coat"]),
        ("brand=Oak", ["Blue coat"]),
        ("shop=other", ["Red shoes", "Green dress"]),
        ("stock=preorder", ["Red shoes"]),
        ("sale=1", ["Red top"]),
        ("min=60&max=105", ["Red shoes", "Green dress", "Red coat"]),
        ("max=15", ["Red top"]),
        ("sort=cheap", ["Red top", "Green dress", "Red shoes", "Red coat"]),
        ("sort=dear", ["Blue coat", "Red shoes", "Green dress", "Red top"]),
        ("sort=saving", ["Red top", "Red shoes", "Green dress", "Blue coat"]),
        ("q=coat", ["Blue coat"]),
        ("q=red+coat", ["Red coat"]),
        ("q=red&category=shoes", ["Red shoes"]),
        ("q=zeppelin", []),
        ("category=nonsense&min=x&page=-1&sort=worst", ["Red shoes", "Green dress", "Red top", "Blue coat"]),
    ],
)
def test_words_filters_and_orders(shop: dict[str, Product], query: str, expected: list[str]) -> None:
    assert titles(query) == expected


def test_each_choice_says_how_many_styles_it_would_leave(shop: dict[str, Product]) -> None:
    facets = ask("").facets
    assert counts(facets.category) == {"outerwear": 1, "top": 1, "dress": 1, "shoes": 1}
    assert counts(facets.colour) == {"red": 3, "green": 1, "blue": 1}
    assert counts(facets.shop) == {"shop": 2, "other": 2} and counts(facets.stock) == {"in_stock": 3, "preorder": 1}
    assert facets.on_sale == 1 and counts(facets.brand) == {"Acme": 3, "Oak": 1}


def test_a_facets_own_choice_does_not_narrow_its_counts_and_the_others_does(shop: dict[str, Product]) -> None:
    facets = ask("category=shoes").facets
    assert counts(facets.category)["top"] == 1 and counts(facets.colour) == {"red": 1}
    assert [choice.value for choice in facets.category if choice.chosen] == ["shoes"]


def test_counts_are_those_of_what_is_found(shop: dict[str, Product]) -> None:
    for facet in ("category", "colour", "shop", "stock", "brand"):
        for choice in getattr(ask("q=red").facets, facet):
            assert ask(f"q=red&{facet}={choice.value}").page.paginator.count == choice.count, (facet, choice)


def test_a_sale_that_begins_by_itself_changes_price_and_facet(shop: dict[str, Product]) -> None:
    later = timezone.now() + timedelta(hours=1)
    Product.objects.filter(pk=shop["top"].pk).update(sale_start=later)
    assert titles("sale=1") == [] and titles("max=15") == []


def test_what_is_hidden_or_sold_out_since_the_columns_were_read_is_not_shown(
    shop: dict[str, Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("")
    monkeypatch.setattr("shopping.storefront.shop.snapshot.FRESH_SECONDS", 60.0)
    Product.objects.filter(pk=shop["top"].pk).update(hidden=True)
    assert "Red top" not in titles("")


def test_a_boost_puts_a_product_before_equals_and_not_before_better_answers(shop: dict[str, Product]) -> None:
    Product.objects.filter(pk=shop["red coat"].pk).update(boost=5)
    assert titles("")[0] == "Red coat"
    Product.objects.filter(pk=shop["shoes"].pk).update(boost=5)
    assert titles("q=red+top")[0] == "Red top"


def test_prices_of_another_currency_are_not_compared(shop: dict[str, Product]) -> None:
    Product.objects.filter(pk=shop["dress"].pk).update(currency="EUR")
    assert "Green dress" not in titles("min=50&max=70") and titles("min=50&max=70&currency=EUR") == ["Green dress"]
    assert ask("").facets.currency == "USD" and ask("").facets.currencies == ("EUR", "USD")


def test_bands_of_prices_cover_what_is_found_once(feed: Feed) -> None:
    for number in range(40):
        product(feed, number, price=5 + 7 * number)
    bands = ask("").facets.bands
    assert len(bands) == 4 and sum(band.count for band in bands) in range(40, 44)  # an edge belongs to both its bands
    chosen = ask(bands[1].query)
    assert chosen.page.paginator.count == bands[1].count and [b.chosen for b in chosen.facets.bands].count(True) <= 1


def test_pages_hold_a_number_of_styles_each_and_end(
    feed: Feed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(PER_PAGE + 2):
        product(feed, number)
    assert len(ask("").cards) == PER_PAGE and len(ask("page=2").cards) == 2 and len(ask("page=99").cards) == 2
    with django_assert_num_queries(4):
        ask("colour=red&sort=cheap")


def test_the_page_and_the_api_answer_the_same(client: Client, shop: dict[str, Product]) -> None:
    told: dict[str, Any] = client.get("/api/v1/shop/?q=red").json()
    page = client.get("/shop/?q=red").content.decode()
    assert told["count"] == len(told["results"]) == 3
    assert all(card["title"] in page for card in told["results"]) and "Red coat of shame" not in page
    assert {one["value"]: one["count"] for one in told["facets"]["category"]} == {"outerwear": 1, "top": 1, "shoes": 1}


@pytest.mark.parametrize(
    "query", ["category=boat", "colour=loud", "stock=some", "min=nan", "max=-1", "currency=x", "sort=worst", "page=0"]
)
def test_the_api_refuses_what_the_page_passes_over(client: Client, shop: dict[str, Product], query: str) -> None:
    name = query.partition("=")[0]
    refused = client.get(f"/api/v1/shop/?{query}")
    assert refused.status_code == 400 and name in refused.json()
    assert client.get(f"/shop/?{query}").status_code == client.get(f"/api/v1/shop/?{name}=").status_code == 200


def test_a_sale_is_asked_for_in_each_way_to_say_yes(client: Client, shop: dict[str, Product]) -> None:
    told = [client.get(f"/api/v1/shop/?sale={word}").json()["count"] for word in ("1", "true", "0")]
    assert told[0] == told[1] < told[2]


def test_an_empty_answer_says_what_to_leave_out(client: Client, shop: dict[str, Product]) -> None:
    assert "Clear filters" in client.get("/shop/?category=hat&q=red").content.decode()
    assert "Try fewer words" in client.get("/shop/?q=zeppelin").content.decode()


def test_an_empty_shop_says_so(client: Client, db: None) -> None:
    assert "Nothing is for sale yet" in client.get("/shop/").content.decode()


def test_the_page_is_not_kept_by_caches(client: Client, db: None) -> None:
    assert "no-store" in client.get("/shop/")["Cache-Control"]
