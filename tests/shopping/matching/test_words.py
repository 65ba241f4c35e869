"""Reading queries, and what the words of a feed answer."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shopping.matching import words
from shopping.models import Feed, Product
from shopping.search.documents import products_index_all


def product(feed: Feed, number: int, **fields: str) -> Product:
    """A product with the words that a test is about."""
    return Product.objects.create(feed=feed, product_id=f"P{number}", link="https://x.example/", **fields)


@pytest.fixture
def rack(feed: Feed) -> dict[str, Product]:
    """Four products that share words."""
    rows = {
        "red shirt": {"title": "Crew", "color": "Red", "product_type": "Men > Tops > Shirts", "category": "top"},
        "blue shirt": {"title": "Crew", "color": "Blue", "product_type": "Men > Tops > Shirts", "category": "top"},
        "red shoes": {"title": "Run", "color": "Red", "product_type": "Women > Shoes", "category": "shoes"},
        "grey tee": {"title": "Basic Tee", "color": "Gray", "gender": "female", "category": "top"},
    }
    return {name: product(feed, number, **fields) for number, (name, fields) in enumerate(rows.items())}


def found(text: str) -> list[int]:
    """The answer to a query."""
    return words.best(text, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women's red Dresses", ["women", "red", "dress"]),
        ("T-shirts", ["tshirt"]),
        ("men’s boots", ["men", "boot"]),
        ("", []),
    ],
)
def test_words_lose_their_endings(text: str, expected: list[str]) -> None:
    assert words.stems(text) == expected


def test_men_are_not_found_in_women(rack: dict[str, Product]) -> None:
    query = words.read("men")
    assert words.score(query, {"gender": "female", "product_type": "Women > Tops"}) == 0
    assert words.score(query, {"gender": "male"}) > 0


def test_colour_and_kind_together_come_first(rack: dict[str, Product]) -> None:
    assert found("red shirt")[0] == rack["red shirt"].pk


def test_the_garment_counts_more_than_its_colour(rack: dict[str, Product]) -> None:
    scores = words.scores(words.read("red shirt"))
    assert scores[rack["blue shirt"].pk] > scores[rack["red shoes"].pk]


def test_other_words_for_the_same_are_understood(rack: dict[str, Product]) -> None:
    assert found("grey t-shirt for ladies")[0] == rack["grey tee"].pk


def test_half_an_answer_is_none(rack: dict[str, Product]) -> None:
    assert found("red coat") == [] and found("purple umbrella") == []


def test_what_is_sold_out_is_not_found(rack: dict[str, Product]) -> None:
    Product.objects.update(available=False)
    assert found("red shirt") == []


@pytest.mark.parametrize("text", ["", "   ", "the of a", "word " * 10_000, "%_\\'\";--", "\x00"])
def test_odd_queries_get_an_answer(rack: dict[str, Product], text: str) -> None:
    assert found(text) == []


def test_a_search_is_two_queries(rack: dict[str, Product], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    products_index_all()
    with django_assert_num_queries(2):
        found("red shirt for men")
