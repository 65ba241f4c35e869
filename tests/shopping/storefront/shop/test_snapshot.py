"""How long this process searches what it has read."""

import threading

import pytest

from shopping.models import Feed, Product
from shopping.storefront.shop import snapshot
from tests.shopping.storefront.goods import product


def test_a_small_shop_is_read_again_when_it_is_not_fresh(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    product(feed, 1)
    assert len(snapshot.shop_columns()) == 1
    product(feed, 2)
    monkeypatch.setattr(snapshot, "FRESH_SECONDS", 60.0)
    assert len(snapshot.shop_columns()) == 1
    monkeypatch.setattr(snapshot, "FRESH_SECONDS", 0.0)
    assert len(snapshot.shop_columns()) == 2


def test_a_large_shop_is_searched_as_it_was_while_a_thread_reads_it(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    product(feed, 1)
    before, begun = snapshot.shop_columns(), threading.Event()
    monkeypatch.setattr(snapshot, "QUICK_SECONDS", -1.0)
    monkeypatch.setattr(snapshot, "STALE_SECONDS", 0.0)
    monkeypatch.setattr(snapshot, "_read_apart", begun.set)
    assert snapshot.shop_columns() is before and begun.wait(10)


def test_a_fault_while_reading_leaves_what_was_read(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    product(feed, 1)
    before = snapshot.shop_columns()
    monkeypatch.setattr(snapshot, "columns_read", lambda: 1 / 0)
    monkeypatch.setattr("shopping.storefront.shop.snapshot.connections.close_all", lambda: None)
    snapshot._read_apart()
    monkeypatch.setattr(snapshot, "QUICK_SECONDS", -1.0)
    assert snapshot.shop_columns() is before


def test_a_row_of_what_is_not_for_sale_is_none(feed: Feed) -> None:
    import numpy as np

    there = product(feed, 1)
    rows = snapshot.shop_columns().rows_of(np.array([there.pk, there.pk + 99]))
    assert rows.tolist() == [0, -1]
    Product.objects.all().delete()
    assert snapshot.shop_columns().rows_of(np.array([1])).tolist() == [-1]
