"""Colours measured of products: kept with the product, searched by, and measured again when its picture changes."""

import pytest
from pytest_django import DjangoAssertNumQueries

from shopping.feeds.imports.import_feed import feed_import
from shopping.matching import words
from shopping.models import Feed, Product
from shopping.products.embed import feed_embed_job, palettes_keep
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job
from vision.images import product_image
from vision.language.colour_names import PaletteColour, names_of, palette_from_json

RED, BLUE = (PaletteColour(45.0, 62.0, 36.0, 1.0),), (PaletteColour(35.0, 15.0, -55.0, 1.0),)


def embed(feed: Feed) -> None:
    """Look at the pictures of a feed that are new."""
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)


def called(product_id: str) -> list[str]:
    """The names of what was measured of a product."""
    return names_of(palette_from_json(Product.objects.get(product_id=product_id).palette))


@pytest.fixture
def invented(feed: Feed, write_feed: Write) -> Feed:
    """A shop whose red and blue things have invented colours, embedded."""
    feed_import(feed, write_feed(*(item(n, real, color=name) for n, (real, name) in enumerate(NAMES.items()))))
    Product.objects.update(title="Crew")
    embed(feed)
    return feed


NAMES = {"red": "Poppy", "blue": "Fjord"}


def test_products_keep_the_colours_of_their_first_picture(invented: Feed) -> None:
    assert called("P0") == ["red"] and called("P1") == ["blue"]


def test_measured_colours_are_searched_by_as_soon_as_they_are_measured(invented: Feed) -> None:
    found = words.best("blue tee", 5)
    assert found[0] == Product.objects.get(product_id="P1").pk


def test_a_changed_price_does_not_lose_them(invented: Feed, write_feed: Write) -> None:
    rows = (item(n, real, color=name, price="9.00 USD", title="Crew") for n, (real, name) in enumerate(NAMES.items()))
    feed_import(invented, write_feed(*rows))
    assert called("P1") == ["blue"]
    assert words.best("blue tee", 5)[0] == Product.objects.get(product_id="P1").pk


def test_a_new_picture_is_measured_again(invented: Feed, write_feed: Write) -> None:
    feed_import(invented, write_feed(item(0, "green", color="Poppy", title="Crew"), item(1, "blue", color="Fjord")))
    embed(invented)
    assert called("P0") == ["green"]


def test_a_new_stamp_measures_again(invented: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    Product.objects.update(palette=[])
    monkeypatch.setattr(product_image, "CODE", "shop-next")
    embed(invented)
    assert called("P0") == ["red"]


def test_keeping_palettes_costs_the_same_for_one_and_for_many(
    feed: Feed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [
        Product(feed=feed, product_id=f"M{number}", title="Crew", link="https://x.example/", available=False)
        for number in range(20)
    ]
    made = Product.objects.bulk_create(rows)
    for some in (made[:1], made):
        with django_assert_num_queries(5):
            palettes_keep(dict.fromkeys(some, RED if len(some) == 1 else BLUE))
