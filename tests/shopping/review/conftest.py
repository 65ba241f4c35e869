"""A film, a shop, and two people who review."""

import pytest
from django.contrib.auth.models import Permission, User

from catalog.models import Title
from playback.models import Video
from shopping.matching.review_queue import queue_refresh_job
from shopping.models import Feed, Match, Product
from tests.clients import SiteClient
from tests.vision.edits.made import BOXES, garment
from trendflix.jobs.models import Job
from vision.models import Analysis, Garment

STAMP = "look-2:clip:ed4c0677d9d5"
API = "/api/v1/review/"


@pytest.fixture
def film(db: None) -> Video:
    """Shoes as two rows, and a top that is longer on screen; four products are suggested for each."""
    made = Video.objects.create(title=Title.objects.create(name="Reel", slug="reel"), duration=20.0, package_key="k")
    known = Analysis.objects.create(video=made, key="k", model=STAMP, parser="p")
    shop = Feed.objects.create(name="Shop", slug="shop")
    worn = [
        garment(known, "top", [(0.0, 4.0), (10.0, 18.0)], BOXES["body"], person=1),
        garment(known, "shoes", [(0.0, 4.0)], BOXES["feet"], person=1),
        garment(known, "shoes", [(10.0, 13.0)], BOXES["feet"], person=2),
    ]
    for number in range(4):
        product = Product.objects.create(
            feed=shop, product_id=f"P{number}", title=f"thing {number}", link="https://x.example/", price=10 + number
        )
        for one in worn:
            Match.objects.create(garment=one, product=product, rank=number + 1, score=0.3 - 0.05 * number)
    queue_refresh_job(Job(), lambda stage, part: None)
    return made


@pytest.fixture
def top(film: Video) -> Garment:
    """The first of the queue."""
    return Garment.objects.get(category="top")


def reviewer(user: User, *permissions: str) -> SiteClient:
    """The browser of somebody of the staff with some rights."""
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    browser = SiteClient()
    browser.force_login(user)
    return browser


RIGHTS = ("view_match", "change_match", "change_garment")


@pytest.fixture
def rose(alice: User) -> SiteClient:
    """Alice, who reviews."""
    return reviewer(alice, *RIGHTS)


@pytest.fixture
def theo(bob: User) -> SiteClient:
    """Bob, who reviews too."""
    return reviewer(bob, *RIGHTS)
