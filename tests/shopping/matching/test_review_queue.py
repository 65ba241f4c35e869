"""What a person should look at next: unsure, and seen by many."""

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title, TitleStats
from playback.models import Video
from shopping.matching.decisions import match_decide
from shopping.matching.review_queue import items_refresh, queue_refresh_job, uncertainty
from shopping.models import Feed, Match, Product, ReviewItem
from tests.vision.edits.made import BOXES, garment
from trendflix.jobs.models import Job
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db
STAMP = "look-2:clip:ed4c0677d9d5"
UNSURE, SURE = 0.18, 0.9
"""Cosines of a chance of one half, and of nearly one."""


@pytest.fixture
def shop() -> Feed:
    """A shop with as many products as an item has candidates, and one more."""
    made = Feed.objects.create(name="Shop", slug="shop")
    for number in range(10):
        Product.objects.create(feed=made, product_id=f"P{number}", title="thing", link="https://x.example/")
    return made


def worn(name: str, score: float, seconds: float = 4.0, matches: int = 1) -> Garment:
    """A garment of a film of its own."""
    title = Title.objects.create(name=name, slug=name)
    video = Video.objects.create(title=title, duration=60.0, package_key="k")
    known = Analysis.objects.create(video=video, key="k", model=STAMP, parser="p")
    made = garment(known, "top", [(0.0, seconds)], BOXES["body"], person=1)
    for rank, product in enumerate(Product.objects.order_by("pk")[:matches], start=1):
        Match.objects.create(garment=made, product=product, rank=rank, score=score)
    return made


def order() -> list[str]:
    """Titles of the open items, the first one first."""
    return list(ReviewItem.objects.filter(is_open=True).order_by("-priority").values_list("title__name", flat=True))


def test_the_unsure_come_before_the_sure(shop: Feed) -> None:
    items_refresh([worn("sure", SURE).pk, worn("unsure", UNSURE).pk])
    assert order() == ["unsure", "sure"]


def test_what_is_long_on_screen_and_in_films_that_many_watch_comes_first(shop: Feed) -> None:
    garments = [worn("short", UNSURE), worn("long", UNSURE, seconds=8.0), worn("watched", UNSURE)]
    TitleStats.objects.create(title=Title.objects.get(name="watched"), viewers=50)
    items_refresh([one.pk for one in garments])
    assert order() == ["watched", "long", "short"]


def test_an_item_is_closed_by_its_last_decision_and_opened_when_that_is_taken_back(shop: Feed, carol: User) -> None:
    made = worn("film", UNSURE, matches=10)
    items_refresh([made.pk])
    for match in list(made.matches.all())[:9]:
        assert order() == ["film"]
        match_decide(match, "rejected", carol)
    assert order() == [] and ReviewItem.objects.get().decided is not None
    match_decide(made.matches.all()[0], "suggested", carol)
    assert order() == ["film"]


def test_what_is_hidden_or_has_nothing_in_stock_does_not_wait(shop: Feed) -> None:
    hidden, sold_out = worn("hidden", UNSURE), worn("sold out", UNSURE, matches=2)
    Garment.objects.filter(pk=hidden.pk).update(hidden=True)
    Product.objects.update(available=False)
    items_refresh([hidden.pk, sold_out.pk])
    assert order() == [] and ReviewItem.objects.count() == 2


def test_the_whole_queue_is_written_by_a_job_in_constant_queries(
    shop: Feed, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        worn(f"film {number}", UNSURE)
    with django_assert_max_num_queries(8):
        assert queue_refresh_job(Job(), lambda stage, part: None) == {"items": 6}
    assert len(order()) == 6


def test_uncertainty_is_the_variance_of_being_right() -> None:
    assert uncertainty(STAMP, [UNSURE]) == pytest.approx(1.0)
    assert uncertainty(STAMP, [SURE]) < 0.1 and uncertainty(STAMP, []) == 0.0
    assert uncertainty("unknown", [0.5]) == 1.0 and uncertainty("unknown", [1.2]) == 0.0
