"""A film with one garment like a product of a shop, without a film's file; run inside the empty site's own shell."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db.models import F

from catalog.models import Title
from playback.models import Video
from shopping.insights.rollup import SETTLED, events_rollup
from shopping.models import Event, Match, ProductImage
from trendflix.jobs.services import job_queue
from vision.models import Analysis, Appearance, Garment

NAME = "The Rain"
SLUG = "the-rain"
BOX = {"x": 0.35, "y": 0.3, "w": 0.2, "h": 0.3}
WORK_SECONDS = 120.0
Found = TypeVar("Found")


def waited(look: Callable[[], Found | None]) -> Found:
    """What is there once the site's worker has made it."""
    until = time.monotonic() + WORK_SECONDS
    while (found := look()) is None:
        assert time.monotonic() < until, "The worker has not made it."
        time.sleep(0.2)
    return found


def make(product: str) -> None:
    """The film: somebody wears what looks exactly like a product of this title; the worker matches it."""
    pictured = ProductImage.objects.filter(product__title=product, vector__isnull=False)
    image = waited(pictured.first)
    model = image.model.partition("+")[0]  # the embedder's part of the stamp
    title = Title.objects.create(name=NAME, slug=SLUG)
    video = Video.objects.create(title=title, duration=10.0, package_key="rain")
    known = Analysis.objects.create(video=video, key="k", model=model, parser="p", shots=[[0.0, 10.0]])
    worn = Garment.objects.create(
        analysis=known, category=image.category, vector=image.vector, model=model, seconds=8.0
    )
    Appearance.objects.create(garment=worn, start=0.0, end=8.0, boxes=[BOX | {"t": 0.0}, BOX | {"t": 7.5}], person=1)
    job_queue("match", video.pk)
    waited(Match.objects.filter(garment=worn, product__title=product).first)


def roll_up() -> None:
    """Let the events be old enough to be counted, and count them."""
    Event.objects.update(created=F("created") - SETTLED - timedelta(seconds=1))
    while events_rollup():
        pass
