"""Cursor pages by one column and the key."""

import base64
import json

import pytest
from django.test import RequestFactory
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from catalog.models import Title
from trendflix.core.keyset import KeysetPagination, SearchPagination

pytestmark = pytest.mark.django_db
assert issubclass(APIRequestFactory, RequestFactory)


@pytest.fixture
def titles() -> list[int]:
    """Nine titles of three years."""
    return [Title.objects.create(name=f"N{n % 3}", slug=f"t{n}", year=2000 + n % 3).pk for n in range(9)]


def page(address: str, *order: str) -> tuple[list[int], KeysetPagination]:
    """The keys of a page, and the pagination with its links."""
    pagination = KeysetPagination()
    request = Request(APIRequestFactory().get(address))
    found = pagination.paginate_queryset(Title.objects.order_by(*order), request)
    return [title.pk for title in found], pagination


@pytest.mark.parametrize("order", [("id",), ("-id",), ("name", "id"), ("-year", "-id"), ("-year", "id")])
def test_pages_forward_and_back_are_the_list_without_gap_or_repetition(titles: list[int], order: tuple[str]) -> None:
    whole = list(Title.objects.order_by(*order).values_list("pk", flat=True))
    found, pages, address = [], [], "/?page_size=2"
    while address:
        keys, pagination = page(address, *order)
        found += keys
        pages.append(keys)
        address = pagination.next_link or ""
    assert found == whole and len(pages) == 5
    back = []
    while pagination.previous_link:
        keys, pagination = page(pagination.previous_link, *order)
        back.append(keys)
    assert back == pages[-2::-1]


def test_rows_added_meanwhile_move_no_others(titles: list[int]) -> None:
    _, pagination = page("/?page_size=3", "-id")
    Title.objects.create(name="New", slug="new")
    assert page(pagination.next_link or "", "-id")[0] == titles[5:2:-1]


def test_a_page_reads_by_the_index_whatever_lies_before_it(titles: list[int]) -> None:
    _, pagination = page("/?page_size=3", "name", "id")
    text = str(Title.objects.order_by("name", "id").query)
    assert "OFFSET" not in text and "cursor=" in (pagination.next_link or "")


def coded(value: object) -> str:
    """A forged cursor."""
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    ["x", "%00", coded(1), coded([[], False]), coded([["a", {}], False]), coded([["a", "b"], False])]
    + [coded([["a\0", 1], False]), coded([["a", 2**70], False]), coded([["a", 1, 2], False])],
)
def test_a_cursor_that_is_none_of_ours_is_refused(titles: list[int], cursor: str) -> None:
    with pytest.raises(ValidationError) as told:
        page(f"/?cursor={cursor}", "name", "id")
    assert "Take the cursor from the links" in str(told.value.detail)


@pytest.mark.parametrize("size", ["0", "-1", "201", "x", "1e3", "٣"])
def test_a_size_of_page_out_of_bounds_is_refused(titles: list[int], size: str) -> None:
    with pytest.raises(ValidationError, match="1 to 200"):
        page(f"/?page_size={size}", "id")


def test_found_keys_are_paged_by_place() -> None:
    pagination, keys = SearchPagination(), list(range(5))
    assert pagination.paginate_keys(keys, Request(APIRequestFactory().get("/?page_size=2&q=a"))) == [0, 1]
    assert pagination.previous_link is None
    assert pagination.paginate_keys(keys, Request(APIRequestFactory().get(pagination.next_link or ""))) == [2, 3]
    assert (pagination.previous_link or "").endswith("?page_size=2&q=a")
    assert pagination.paginate_keys(keys, Request(APIRequestFactory().get(pagination.next_link or ""))) == [4]
    assert pagination.next_link is None
