"""What products are found by follows what feeds say of them."""

from io import StringIO

import pytest
from django.core.management import call_command

from shopping.feeds.imports.import_feed import feed_import
from shopping.matching import words
from shopping.models import Feed, Product, ProductDocument
from shopping.search.stems import stems
from tests.shopping.conftest import Write, item


def found(text: str) -> list[str]:
    """Product ids of an answer."""
    pks = words.best(text, 10)
    names = dict(Product.objects.filter(pk__in=pks).values_list("pk", "product_id"))
    return [names[pk] for pk in pks]


def test_an_import_writes_documents_and_a_change_replaces_them(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1, "red"), item(2, "blue")))
    assert not Product.objects.filter(search_pending=True).exists() and found("red") == ["P1"]
    feed_import(feed, write_feed(item(1, "green"), item(2, "blue")))
    assert found("red") == [] and found("green") == ["P1"]


def test_what_leaves_a_feed_leaves_the_index_and_comes_back(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1), item(2, "blue")))
    feed_import(feed, write_feed(item(2, "blue")))
    assert found("red") == [] and ProductDocument.objects.count() == 1
    feed_import(feed, write_feed(item(1), item(2, "blue")))
    assert found("red") == ["P1"]


def test_sold_out_products_have_no_document(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1, availability="out_of_stock"), item(2, "blue")))
    assert ProductDocument.objects.count() == 1


def test_products_made_past_the_import_are_found_and_get_documents(feed: Feed) -> None:
    Product.objects.create(feed=feed, product_id="P9", title="Olive parka", link="https://x.example/")
    assert found("olive parka") == ["P9"]
    call_command("rebuild_search", "--pending", stdout=StringIO())
    assert ProductDocument.objects.count() == 1 and found("olive parka") == ["P9"]


def test_a_better_answer_stands_first_however_old_it_is(feed: Feed) -> None:
    rows = [{"title": "Red silk scarf", "color": "Red"}, *({"title": f"Red scarf {n}"} for n in range(600))]
    Product.objects.bulk_create(
        Product(feed=feed, product_id=f"P{n}", link="https://x.example/", **fields) for n, fields in enumerate(rows)
    )
    call_command("rebuild_search", stdout=StringIO())
    assert found("red silk scarf")[0] == "P0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("striped leggings", ["stripe", "legging"]),
        ("Écharpe léopard", ["echarp", "leopard"]),
        ("hoodies hoody", ["hoodi", "hoodi"]),
        ("ladies' coats", ["ladi", "coat"]),
    ],
)
def test_stems_join_the_forms_of_a_word(text: str, expected: list[str]) -> None:
    assert stems(text) == expected
