"""What is rolled up from what people watch, save and what is worn."""

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from catalog.models import Season, Title, TitleColour, TitleNeighbour, TitleStats
from playback.models import Progress, Video
from shopping.models import Feed, Match, Product, Saved
from trendflix.accounts.models import Viewer
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent
from trendflix.site.rollup import looks, neighbours_job, roll_up
from vision.models import Analysis, Garment
from vision.vectors import pack

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def film(name: str, **fields: object) -> Video:
    """A film that plays."""
    title = Title.objects.create(name=name, slug=name.lower(), **fields)
    return Video.objects.create(title=title, package_key="k", duration=100.0)


def watched(video: Video, count: int, days: float) -> None:
    """So many viewers, so many days ago."""
    for number in range(count):
        viewer, _ = Viewer.objects.get_or_create(session_key=f"{video.pk}-{number}")
        row = Progress.objects.create(viewer=viewer, video=video, position=50.0)
        Progress.objects.filter(pk=row.pk).update(updated=NOW - timedelta(days=days))


def garment(video: Video, colour: str, vector: list[float]) -> Garment:
    """One that a product matches."""
    reading, _ = Analysis.objects.get_or_create(video=video, defaults={"key": "k", "model": "m", "parser": "p"})
    fields = {"category": "top", "model": "m", "attributes": {"colour": colour} if colour else {}, "seconds": 5.0}
    made = Garment.objects.create(analysis=reading, vector=pack(np.array(vector, dtype=np.float32)), **fields)
    feed, _ = Feed.objects.get_or_create(name="Shop", slug="shop")
    number = Product.objects.count()
    product = Product.objects.create(feed=feed, product_id=f"P{number}", title="Coat", link="https://shop.example/")
    Match.objects.create(garment=made, product=product)
    return made


def test_few_viewers_of_today_outweigh_many_of_last_month() -> None:
    old, new, ancient = film("Old"), film("New"), film("Ancient")
    watched(old, 6, 25)
    watched(new, 2, 0.1)
    watched(ancient, 9, 100)
    roll_up(NOW, silent)
    stats = {row.title.name: row for row in TitleStats.objects.select_related("title")}
    assert stats["New"].trend > stats["Old"].trend > stats["Ancient"].trend == 0
    assert stats["Ancient"].viewers == 9


def test_a_show_counts_what_is_watched_of_its_episodes_each_viewer_once() -> None:
    show = Title.objects.create(kind="show", name="Shore", slug="shore")
    season = Season.objects.create(show=show, number=1)
    first, second = (film(f"Tide{n}", kind="episode", season=season, number=n) for n in (1, 2))
    viewer = Viewer.objects.create(session_key="s")
    for video in (first, second):
        Progress.objects.create(viewer=viewer, video=video, position=50.0)
    roll_up(timezone.now(), silent)
    assert list(TitleStats.objects.values_list("title_id", "viewers")) == [(show.pk, 1)]


def test_pieces_and_colours_are_those_that_viewers_see() -> None:
    video = film("Reel")
    for colour in ("red", "red", "", "blue"):
        garment(video, colour, [1.0, 0.0])
    Match.objects.filter(garment=Garment.objects.last()).update(status=Match.Status.REJECTED)
    roll_up(NOW, silent)
    assert TitleStats.objects.get().pieces == 3
    assert list(TitleColour.objects.values_list("colour", "pieces")) == [("red", 2)]


def test_products_saved_this_week_count_for_the_title_they_were_seen_in() -> None:
    worn = garment(film("Reel"), "red", [1.0, 0.0])
    product, viewer = Product.objects.get(), Viewer.objects.create(session_key="s")
    saved = Saved.objects.create(viewer=viewer, product=product, garment=worn)
    roll_up(timezone.now(), silent)
    assert TitleStats.objects.get().saved == 1
    Saved.objects.filter(pk=saved.pk).update(created=NOW - timedelta(days=8))
    roll_up(NOW, silent)
    assert TitleStats.objects.get().saved == 0


def test_the_look_of_a_film_is_of_one_model_and_of_length_one() -> None:
    video = film("Reel")
    garment(video, "red", [1.0, 0.0])
    garment(video, "red", [0.0, 1.0])
    odd = garment(film("Other"), "red", [1.0, 0.0, 0.0])
    Garment.objects.filter(pk=odd.pk).update(model="another")
    found = looks()
    assert list(found) == [video.title_id] and np.linalg.norm(found[video.title_id]) == pytest.approx(1.0)


def test_the_job_finds_what_the_same_people_watch() -> None:
    first, second, _ = film("Alpha"), film("Beta"), film("Gamma")
    for number in range(5):
        viewer = Viewer.objects.create(session_key=f"v{number}")
        for video in (first, second):
            Progress.objects.create(viewer=viewer, video=video, position=50.0)
    neighbours_job(Job(kind="neighbours"), silent)
    best = TitleNeighbour.objects.filter(title=first.title).order_by("-score").first()
    assert best is not None and best.neighbour_id == second.title_id
