"""Addresses of the shop: read, and written with a change."""

import pytest
from django.http import QueryDict

from shopping.storefront.shop.filters import MAX_CHOICES, MAX_PAGE, Filters, filters_read


def read(query: str) -> Filters:
    """The filters of an address."""
    return filters_read(QueryDict(query))


def test_an_address_is_read_and_written_again() -> None:
    query = "q=red+dress&category=dress&colour=red&colour=blue&min=10&max=99.5&currency=EUR&sale=1&sort=cheap&page=3"
    assert read(read(query).query(page=3)) == read(query)
    assert read(query).least == 10 and read(query).most == 99.5 and read(query).colour == ("red", "blue")


def test_a_change_begins_at_the_first_page_again() -> None:
    assert "page" not in read("q=a&page=4").query(sort="new")


@pytest.mark.parametrize(
    "query",
    ["category=spaceship", "colour=", "min=nan", "max=-5", "min=1e99", "page=abc", "sort=x", "stock=maybe", "q=%00"],
)
def test_what_is_no_choice_is_passed_over(query: str) -> None:
    assert read(query) == Filters()


def test_there_are_bounds() -> None:
    assert len(read("&".join(f"brand=b{number}" for number in range(99))).brand) == MAX_CHOICES
    assert read("page=99999999").page == MAX_PAGE and len(read(f"q={'x' * 999}").words) == 200


def test_clearing_the_filters_keeps_words_and_order() -> None:
    assert read(read("q=coat&brand=Oak&min=5&sort=new").without_filters()) == Filters(words="coat", sort="new")
    assert read("q=coat&brand=Oak").is_filtered and not read("q=coat&sort=new").is_filtered
