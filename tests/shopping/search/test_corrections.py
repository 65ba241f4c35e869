"""Misspelt words of queries for products: one list of cases, the same answers on SQLite and on PostgreSQL."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shopping.matching import words
from shopping.models import Feed, Product, ProductSpelling
from shopping.search.corrections import MAX_CORRECTED, corrections
from shopping.search.documents import products_index_all

SHOP = {
    "red dress": {"title": "Linen Summer Dress", "color": "Red", "category": "dress"},
    "blue dress": {"title": "Wrap Dress", "color": "Blue", "category": "dress"},
    "black jacket": {"title": "Leather Jacket", "color": "Black", "category": "outerwear"},
    "grey hoodie": {"title": "Hoodie with Pocket", "color": "Grey", "category": "top"},
    "striped leggings": {"title": "Striped Leggings", "color": "White", "category": "trousers"},
    "white sneakers": {"title": "Court Sneakers", "color": "White", "brand": "Ålesund Sko", "category": "shoes"},
    "cotton trousers": {"title": "Cotton Trousers", "color": "Beige", "gender": "male", "category": "trousers"},
    "scarf": {"title": "Cashmere Scarf", "color": "Burgundy", "category": "scarf"},
}
CASES = (
    ("reed dres", "red dress"),
    ("red dess", "red dress"),
    ("lienn dress", "red dress"),
    ("summr dress", "red dress"),
    ("jaket", "black jacket"),
    ("lether jaket", "black jacket"),
    ("hoddies", "grey hoodie"),
    ("striepd leggins", "striped leggings"),
    ("snekers", "white sneakers"),
    ("alesud", "white sneakers"),
    ("ÅLESUDN", "white sneakers"),
    ("trowsers coton", "cotton trousers"),
    ("cashmeer scraf", "scarf"),
)
"""Query → what must stand first."""
KNOWN = ("red dress", "dresses", "Jackets", "hoodies", "jumper", "trainers", "pants", "women's", "grey", "tees")
"""Queries without a misspelt word; what means the same as a known word, or is too short, is none."""
NOTHING = ("zeppelin", "ackets", "xylophones", "qwertz", "8888", "東京物語", "e" * 500, "%%%%", "'; DROP TABLE x; --")


@pytest.fixture
def shop(feed: Feed) -> dict[int, str]:
    """Pk → name of some products, with documents."""
    rows = [Product(feed=feed, product_id=name, link="https://x.example/", **fields) for name, fields in SHOP.items()]
    Product.objects.bulk_create(rows)
    products_index_all()
    return dict(Product.objects.values_list("pk", "product_id"))


def test_what_is_meant_comes_first(shop: dict[int, str]) -> None:
    answers = {text: [shop[pk] for pk in words.best(text, 3)] for text, _ in CASES}
    assert {text: answers[text] for text, name in CASES if answers[text][:1] != [name]} == {}


def test_a_corrected_garment_is_the_garment_that_is_looked_for(shop: dict[int, str]) -> None:
    query = words.understood("blakc jaket")
    assert query.category == "outerwear" and query.head == 1
    assert words.understood("jaket blue dress").category == "dress"
    assert words.read("red dres").category == "suit" and words.understood("red dres").category == "dress"  # Polish


@pytest.mark.parametrize("text", KNOWN)
def test_words_that_are_known_are_left_alone(shop: dict[int, str], text: str) -> None:
    Product.objects.create(feed=Feed.objects.get(), product_id="t", title="Basic Tee Sweater Women", link="https://x/")
    products_index_all()
    assert words.understood(text) == words.read(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_like_no_word_of_a_product_means_nothing(shop: dict[int, str], text: str) -> None:
    assert words.understood(text) == words.read(text) and words.best(text, 5) == []


def test_a_misspelt_word_that_shops_write_too_is_found_as_it_stands(shop: dict[int, str]) -> None:
    Product.objects.create(feed=Feed.objects.get(), product_id="typo", title="Rain jaket", link="https://x.example/")
    products_index_all()
    found = Product.objects.in_bulk(words.best("jaket", 1)).values()
    assert [product.product_id for product in found] == ["typo"]


def test_the_cost_of_a_query_is_bounded(
    shop: dict[int, str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert corrections(["dress", "jackets", "linen"]) == {}
    with django_assert_num_queries(1 + MAX_CORRECTED):  # each is near to "dress"
        corrections([f"dres{letter}" for letter in "abcdefghijkl"])
    with django_assert_num_queries(1 + 2 * MAX_CORRECTED):  # and these are near to nothing, nor are their stems
        corrections([f"qqqq{letter}ings" for letter in "abcdefghijkl"])
    with django_assert_num_queries(0):
        assert corrections(["ok", "12345", "e" * 41]) == {}


def test_tokens_that_are_no_words_are_no_spellings(feed: Feed) -> None:
    title = f"Dress 123456 {'x' * 60} 東京物語 it"
    Product.objects.create(feed=feed, product_id="1", title=title, category="dress", link="https://x.example/")
    products_index_all()
    assert set(ProductSpelling.objects.values_list("token", flat=True)) == {"dress"}
