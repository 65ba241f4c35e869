"""The player's timeline: small, kept, and made anew when anything in it changes."""

import gzip
import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from playback.models import Video
from shopping.models import Feed, Match, Product
from shopping.storefront import timelines
from tests.clients import SiteClient
from vision.models import Analysis, Garment

TIMELINE = "/api/v1/titles/reel/timeline/"


def box(t: float, x: float) -> dict[str, float]:
    """A box that only moves sideways."""
    return {"t": t, "x": x, "y": 0.2, "w": 0.3, "h": 0.4}


@pytest.fixture
def product(feed: Feed, video: Video) -> Product:
    """A product that is suggested for the red top."""
    made = Product.objects.create(feed=feed, product_id="1", title="Red", link="https://shop.example/", price="15")
    Match.objects.create(garment=Garment.objects.get(category="top"), product=made, score=0.9)
    return made


def read(client: Client) -> dict[str, Any]:
    """The timeline as JSON."""
    found: dict[str, Any] = client.get(TIMELINE).json()
    return found


def test_boxes_on_the_way_between_others_are_left_out() -> None:
    straight = [box(0, 0.1), box(1, 0.2), box(2, 0.3), box(3, 0.4)]
    assert timelines.sparse(straight) == [straight[0], straight[-1]]
    turned = [box(0, 0.1), box(1, 0.2), box(2, 0.1)]
    assert timelines.sparse(turned) == turned
    assert timelines.sparse([]) == []


def test_stays_are_whole_numbers_and_differences(client: Client, product: Product) -> None:
    (top,) = [row for row in read(client)["garments"] if row[2] == "top"]
    assert top[5] == [[0, 500, 100, 75, 120, 30, 40]]


def test_a_second_look_is_answered_from_what_was_kept(
    client: Client, product: Product, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = read(client)
    with django_assert_max_num_queries(5):
        second = read(client)
    assert first["garments"] == second["garments"]


@pytest.mark.parametrize("change", ["price", "sold out", "rejected", "new reading", "another match", "disclosure"])
def test_whatever_changes_is_seen_at_once(client: Client, product: Product, change: str, settings: Any) -> None:
    before = read(client)
    if change == "price":
        Product.objects.update(price=20, updated=timezone.now())
    elif change == "sold out":
        Product.objects.update(available=False)
    elif change == "rejected":
        Match.objects.update(status="rejected", decided=timezone.now())
    elif change == "new reading":
        Garment.objects.update(attributes={"colour": "green"})
        Analysis.objects.get().save()
    elif change == "another match":
        Match.objects.create(garment=Garment.objects.get(category="trousers"), product=product)
    else:
        settings.DISCLOSURE = "Paid links."
    after = read(client)
    assert {**after, "stream": ""} != {**before, "stream": ""}


def test_each_viewer_gets_addresses_of_their_own(client: Client, product: Product) -> None:
    mine, theirs = read(client)["stream"], read(SiteClient())["stream"]
    assert mine.startswith("/stream/") and mine.endswith("/") and mine.split(":")[0] != theirs.split(":")[0]


def test_a_browser_that_can_gets_it_packed(client: Client, product: Product) -> None:
    packed = client.get(TIMELINE, headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed["Vary"]
    assert json.loads(gzip.decompress(packed.content))["garments"] == read(client)["garments"]


def test_scripts_get_the_plain_form_still(product: Product, video: Video) -> None:
    from shopping.storefront.selectors import timeline

    (top,) = [garment for garment in timeline(video)["garments"] if garment["category"] == "top"]
    assert top["appearances"] == [{"start": 0.0, "end": 5.0, "boxes": [box(1.0, 0.1)]}]
    assert top["matches"][0]["product_id"] == "1"
