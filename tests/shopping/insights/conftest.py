"""A product beside a garment, a browser that looks like a person's, and events that are old enough to be counted."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import F

from playback.models import Video
from shopping.insights.rollup import SETTLED, events_rollup
from shopping.models import Event, Feed, Match, Product
from tests.clients import SiteClient
from vision.models import Garment

PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def product(feed: Feed, video: Video) -> Product:
    """A product that is suggested for the red top of the film."""
    link = "https://shop.example/1"
    made = Product.objects.create(
        feed=feed, product_id="P1", title="Red tee", link=link, brand="Acme", category="top", price=Decimal(15)
    )
    Match.objects.create(garment=Garment.objects.get(category="top"), product=made, score=0.9)
    return made


@pytest.fixture
def garment(product: Product) -> Garment:
    """The red top."""
    return Garment.objects.get(category="top")


@pytest.fixture
def person(db: None) -> SiteClient:
    """The browser of somebody anonymous."""
    return SiteClient(headers={"User-Agent": PERSON})


def settle() -> int:
    """Let all events become old enough, and roll them up; how many were."""
    Event.objects.update(created=F("created") - SETTLED - timedelta(seconds=1))
    total = 0
    while done := events_rollup():
        total += done
    return total
