"""Rows that are inserted or updated in one statement."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from shopping.models import Feed, Product
from trendflix.core import bulk
from trendflix.core.bulk import rows_upsert

pytestmark = pytest.mark.django_db


def product(feed: Feed, number: int, **more: object) -> Product:
    """A product of every kind of field."""
    fields: dict[str, object] = {"title": f"T{number}", "price": Decimal("1.50"), "palette": [[1.0, 2.0, 3.0, 0.5]]}
    return Product(feed=feed, product_id=f"P{number}", link="https://a.example", **(fields | more))


@pytest.fixture
def feed(db: None) -> Feed:
    """A shop."""
    return Feed.objects.create(name="Shop", slug="shop")


def test_new_rows_get_their_keys_and_known_ones_keep_theirs(
    feed: Feed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = [product(feed, n) for n in range(5)]
    with django_assert_num_queries(1):
        rows_upsert(first, unique=["feed", "product_id"], update=["title", "price"])
    assert {one.pk for one in first} == set(Product.objects.values_list("pk", flat=True))
    second = [product(feed, n, title="New", brand="not told") for n in range(3, 7)]
    rows_upsert(second, unique=["feed", "product_id"], update=["title", "price"])
    assert [one.pk for one in second[:2]] == [one.pk for one in first[3:]]
    kept = Product.objects.get(product_id="P3")
    assert (kept.title, kept.brand, kept.palette, kept.price) == ("New", "", [[1.0, 2.0, 3.0, 0.5]], Decimal("1.50"))
    assert kept.sale_price is None and kept.wearable is None and kept.created is not None


def test_many_rows_are_parted_by_what_a_statement_may_hold(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MAX_PARAMETERS", 70)
    rows = [product(feed, n) for n in range(9)]
    rows_upsert(rows, unique=["feed", "product_id"], update=["title"])
    assert Product.objects.count() == 9 and all(one.pk for one in rows)
    rows_upsert([], unique=["feed", "product_id"], update=["title"])
