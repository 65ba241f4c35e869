"""The watch page and the kept position."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from playback.models import Progress, Video
from trendflix.jobs.services import job_queue

WATCH, KEPT = "/watch/reel/", "/api/v1/titles/reel/progress/"


def put(client: Client, position: object) -> int:
    """Send a position."""
    return client.put(KEPT, {"position": position}, content_type="application/json").status_code


def test_the_page_holds_the_player_and_its_addresses(client: Client, video: Video) -> None:
    page = client.get(WATCH).content.decode()
    assert "<shop-panel" in page and "/master.m3u8" in page and '"duration": 100.0' in page


def test_the_page_itself_has_the_play_button_and_names_what_is_read_first(client: Client, video: Video) -> None:
    Video.objects.update(renditions=[{"width": 426, "height": 240}])
    page = client.get(WATCH).content.decode()
    assert 'class="vjs-big-play-button"' in page and "Play Video" in page
    assert page.count('rel="preload"') == 2 and page.count("data-media-playlist") == 1


def test_a_film_being_prepared_shows_how_far_it_is(client: Client, title: Title) -> None:
    video = Video.objects.create(title=title)
    job = job_queue("package", video.pk)
    type(job).objects.filter(pk=job.pk).update(stage="packaging", percent=40)
    page = client.get(WATCH).content.decode()
    assert "packaging" in page and 'value="40"' in page and "hx-get" in page


def test_the_waiting_page_says_how_long_it_still_takes(client: Client, title: Title) -> None:
    video = Video.objects.create(title=title)
    job = job_queue("package", video.pk)
    type(job).objects.filter(pk=job.pk).update(status="running", stage="packaging", percent=40, seconds_left=250)
    assert "4 min left" in client.get(reverse("watch-status", args=["reel"])).content.decode()


def test_a_film_that_failed_says_why(client: Client, title: Title) -> None:
    video = Video.objects.create(title=title)
    job = job_queue("package", video.pk)
    type(job).objects.filter(pk=job.pk).update(status="failed", error="ffmpeg failed: no space left")
    assert "no space left" in client.get(reverse("watch-status", args=["reel"])).content.decode()


def test_the_waiting_page_loads_itself_again_when_the_film_is_ready(client: Client, video: Video) -> None:
    assert client.get(reverse("watch-status", args=["reel"]))["HX-Refresh"] == "true"


@pytest.mark.parametrize("url", [WATCH, "/watch/reel/status/", KEPT, "/api/v1/titles/reel/timeline/", "/title/reel/"])
def test_an_unpublished_title_is_for_staff(client: Client, video: Video, carol: User, url: str) -> None:
    Title.objects.update(published=False)
    assert client.get(url).status_code == 404
    client.force_login(carol)
    assert client.get(url).status_code == 200


def test_a_position_is_kept_for_each_viewer(client: Client, video: Video, alice: User, bob: User) -> None:
    client.force_login(alice)
    assert put(client, 42.5) == 200
    assert client.get(KEPT).json() == {"position": 42.5, "watched": False}
    client.force_login(bob)
    assert client.get(KEPT).json()["position"] == 0.0


def test_a_position_is_kept_for_somebody_without_an_account(client: Client, video: Video) -> None:
    put(client, 12)
    put(client, 13)
    assert client.get(KEPT).json()["position"] == 13.0
    assert Progress.objects.count() == 1


def test_the_credits_count_as_watched_and_positions_stay_within_the_film(client: Client, video: Video) -> None:
    put(client, 5000)
    assert client.get(KEPT).json() == {"position": 100.0, "watched": True}


@pytest.mark.parametrize("position", [-1, "x", None, 1e99])
def test_a_position_that_is_none_is_refused(client: Client, video: Video, position: object) -> None:
    assert put(client, position) == 400


def test_the_page_resumes_where_the_viewer_was(client: Client, video: Video) -> None:
    put(client, 42)
    assert '"position": 42.0' in client.get(WATCH).content.decode()


def test_the_page_asks_a_constant_number_of_queries(
    client: Client, video: Video, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(alice)
    with django_assert_max_num_queries(9):
        client.get(WATCH)
