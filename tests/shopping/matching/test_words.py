"""Reading queries, and what the words of a feed answer."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from shopping.matching import words
from shopping.models import Feed, Product
from shopping.search.documents import products_index_all
from vision.language.colour_names import palette_from_json


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


RED, NAVY, WHITE = [[45.0, 62.0, 36.0, 1.0]], [[18.0, 4.0, -22.0, 1.0]], [[93.0, 0.0, 1.0, 1.0]]
"""Palettes as rows keep them."""


@pytest.fixture
def inventive(feed: Feed) -> dict[str, Product]:
    """A shop that invents the names of its colours, with what was measured of its products."""
    rows: dict[str, dict[str, Any]] = {
        "poppy": {"color": "Poppy", "palette": RED},
        "fjord": {"color": "Fjord", "palette": NAVY},
        "oat": {"color": "Oat", "palette": WHITE},
        "unseen": {"color": "Moss"},
    }
    made = {}
    for number, (name, fields) in enumerate(rows.items()):
        shirt = product(feed, number, title=f"Crew {name}", product_type="Tops > Shirts", category="top")
        Product.objects.filter(pk=shirt.pk).update(**fields)
        made[name] = shirt
    products_index_all()
    return made


@pytest.mark.parametrize(
    ("text", "name"),
    [("red shirt", "poppy"), ("navy shirt", "fjord"), ("blue shirt", "fjord"), ("white shirt", "oat"),
     ("rotes Hemd", "poppy"), ("camicia bianca", "oat"), ("dark blue shirt", "fjord")],
)  # fmt: skip
def test_a_colour_is_found_by_what_was_measured_where_the_shop_invents_names(
    inventive: dict[str, Product], text: str, name: str
) -> None:
    assert found(text)[0] == inventive[name].pk


def test_a_colour_alone_finds_what_was_measured(inventive: dict[str, Product]) -> None:
    assert found("red") == [inventive["poppy"].pk]


def test_the_shops_own_name_is_found_too(inventive: dict[str, Product]) -> None:
    assert found("fjord shirt")[0] == inventive["fjord"].pk


def test_two_witnesses_are_better_than_one_and_one_is_better_than_a_contradiction() -> None:
    query = words.read("red shirt")
    fields = {"product_type": "Tops > Shirts"}
    seen = palette_from_json(RED)
    agreed = words.score(query, fields | {"color": "Red"}, "top", seen)
    measured = words.score(query, fields | {"color": "Poppy"}, "top", seen)
    contradicted = words.score(query, fields | {"color": "Blue"}, "top", seen)
    neither = words.score(query, fields | {"color": "Blue"}, "top", palette_from_json(NAVY))
    assert agreed > measured > contradicted > neither


def test_what_the_feed_says_counts_where_nothing_was_measured(rack: dict[str, Product]) -> None:
    assert words.score(words.read("red shirt"), {"color": "Red"}) == words.score(
        words.read("red shirt"), {"color": "red"}
    )
    assert found("red shirt")[0] == rack["red shirt"].pk


def test_a_light_jacket_is_not_a_colour() -> None:
    assert words.read("light jacket").colours == {} and len(words.read("light jacket").terms) == 2


def test_a_colour_of_two_words_is_one_term() -> None:
    query = words.read("light blue women's dress")
    assert (len(query.terms), query.head, query.colours[0].name) == (3, 2, "light blue")


def test_a_shade_is_a_term_that_the_feed_or_what_was_measured_answers() -> None:
    query = words.read("dark red coat")
    assert [query.colours[place].shade for place in (0, 1)] == [-1, 0] and len(query.terms) == 3
    dark, light = (palette_from_json([[lightness, 50.0, 30.0, 1.0]]) for lightness in (28.0, 60.0))
    assert words.score(query, {}, "", dark) > words.score(query, {}, "", light)
    assert words.score(query, {"color": "dark red"}) > words.score(query, {"color": "red"})


def test_measured_colours_cost_no_query_more(
    inventive: dict[str, Product], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        words.scores(words.read("red shirt"))
