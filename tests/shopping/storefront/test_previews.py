"""A few products of a film, and of several titles."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from catalog.services import film_get_or_create
from playback.models import Video
from shopping.models import Feed, Match, Product
from shopping.storefront.previews import worn_in_titles, worn_preview
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed() -> Feed:
    """A shop."""
    return Feed.objects.create(name="Shop", slug="shop")


def film(feed: Feed, name: str, *products: str) -> Video:
    """A film with a garment for each product, which matches it first; the same name is the same product."""
    title, _ = film_get_or_create(name)
    video = Video.objects.create(title=title, package_key="k", duration=60.0)
    reading = Analysis.objects.create(video=video, key="k", model="m", parser="p")
    for number, wanted in enumerate(products):
        fields = {"title": wanted, "link": "https://shop.example/", "row_hash": wanted}
        product, _ = Product.objects.get_or_create(feed=feed, product_id=wanted, defaults=fields)
        other, _ = Product.objects.get_or_create(feed=feed, product_id="other", defaults=fields | {"title": "Other"})
        garment = Garment.objects.create(analysis=reading, category="top", vector=b"\0\0", model="m", first_seen=number)
        Match.objects.create(garment=garment, product=product, rank=1, score=0.9 - number / 10)
        Match.objects.create(garment=garment, product=other, rank=2, score=0.1)
    return video


def test_a_preview_shows_the_first_product_of_each_garment_once_in_the_order_they_come(feed: Feed) -> None:
    video = film(feed, "Ferry", "Coat", "Scarf", "Coat", "Hat")
    assert [card["title"] for card in worn_preview(video, 12)] == ["Coat", "Scarf", "Hat"]
    assert [card["title"] for card in worn_preview(video, 2)] == ["Coat", "Scarf"]
    assert all("?g=" in card["url"] for card in worn_preview(video, 12))


def test_a_product_that_was_turned_down_or_is_gone_gives_way_to_the_next(feed: Feed) -> None:
    video = film(feed, "Ferry", "Coat")
    Match.objects.filter(product__title="Coat").update(status=Match.Status.REJECTED)
    assert [card["title"] for card in worn_preview(video, 12)] == ["Other"]
    Product.objects.update(available=False)
    assert worn_preview(video, 12) == []


def test_several_titles_show_what_matches_best_first(feed: Feed) -> None:
    film(feed, "Ferry", "Coat", "Scarf")
    film(feed, "Market", "Hat", "Coat")
    keys = list(Title.objects.values_list("pk", flat=True))
    found = [card["title"] for card in worn_in_titles(keys, 12)]
    assert sorted(found[:2]) == ["Coat", "Hat"] and found[2] == "Scarf"
    assert worn_in_titles([], 12) == []


def test_more_garments_cost_no_more_queries(feed: Feed, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    video = film(feed, "Ferry", *(f"Piece {number}" for number in range(20)))
    with django_assert_num_queries(5):
        assert len(worn_preview(video, 12)) == 12
