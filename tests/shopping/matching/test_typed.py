"""Words for clothes as people type them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shopping.matching.typed import typed
from shopping.models import Feed, Product
from shopping.search.documents import products_index_all

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("reed dres", "red dress"),
        ("jaket", "jacket"),
        ("stripped shrit", "striped shirt"),
        ("trousesr", "trousers"),
        ("bleu coat", "blue coat"),
        ("rde scarf", "red scarf"),
        ("the red dress", "red dress"),
        ("Red  DRESS", "red dress"),
        ("zeppelin", "zeppelin"),
        ("hat", "hat"),
        ("", ""),
    ],
)
def test_a_misspelt_word_is_read_as_the_word_it_is_nearest_to(text: str, meant: str) -> None:
    assert typed(text).text == meant


def test_only_what_was_changed_is_called_corrected() -> None:
    assert typed("reed dres").is_corrected and not typed("red dress").is_corrected


def test_a_last_word_that_is_not_finished_means_all_that_begin_with_it() -> None:
    query = typed("red sh").query
    assert {"shirt", "shoe", "short"} <= query.terms[1] and query.category == "" and query.head == -1
    assert typed("red dre").query.category == "dress"


def test_a_word_that_a_product_holds_is_left_as_it_is() -> None:
    feed = Feed.objects.create(name="Shop", slug="shop")
    Product.objects.create(feed=feed, product_id="1", title="Reed basket", link="https://shop.example/")
    products_index_all()
    assert typed("reed").text == "reed"


def test_words_of_the_vocabulary_need_no_query_and_others_one_each() -> None:
    with CaptureQueriesContext(connection) as asked:
        typed("striped red dress")
    assert len(asked) == 0
    with CaptureQueriesContext(connection) as asked:
        typed("reed zeppelin " * 50)
    assert 0 < len(asked) <= 12
