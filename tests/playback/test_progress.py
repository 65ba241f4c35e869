"""Positions told by several pages and devices: the newest moment wins."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from playback.models import Progress, Video
from playback.services import progress_save
from tests.clients import TokenlessClient
from trendflix.accounts.visitors import Visitor

KEPT = "/api/v1/titles/reel/progress/"


def post(client: Client, **fields: Any) -> Any:
    """A save as a closing page sends it: a form."""
    return client.post(KEPT, fields)


def kept(client: Client) -> float:
    """Where the viewer is."""
    position: float = client.get(KEPT).json()["position"]
    return position


def test_a_page_left_open_takes_nothing_back(client: Client, video: Video) -> None:
    post(client, position=10, playback_session="old", sequence=1)
    post(client, position=60, playback_session="new", sequence=1)
    answer = post(client, position=12, playback_session="old", sequence=2, age=3600)
    assert answer.json()["position"] == 60.0 and kept(client) == 60.0


def test_a_page_that_plays_on_is_the_newest(client: Client, video: Video) -> None:
    post(client, position=60, playback_session="new", sequence=1)
    post(client, position=12, playback_session="old", sequence=2)
    assert kept(client) == 12.0


def test_saves_of_one_playback_session_may_arrive_in_any_order(client: Client, video: Video) -> None:
    post(client, position=20, playback_session="a", sequence=2)
    post(client, position=15, playback_session="a", sequence=1)
    assert kept(client) == 20.0
    post(client, position=5, playback_session="a", sequence=3)
    assert kept(client) == 5.0


def test_a_save_that_waited_for_the_network_does_not_pass_a_later_one(video: Video, alice: User) -> None:
    visitor = Visitor(alice.pk, "")
    progress_save(visitor, video, 50, playback_session="phone", sequence=1, age=30)
    progress_save(visitor, video, 40, playback_session="tv", sequence=1, age=90)
    assert Progress.objects.get().position == 50
    progress_save(visitor, video, 70, playback_session="tv", sequence=2, age=10)
    assert Progress.objects.get().position == 70


def test_a_save_that_names_no_playback_session_counts_from_now(client: Client, video: Video) -> None:
    for position in (30, 10, 20):
        client.put(KEPT, {"position": position}, content_type="application/json")
    assert kept(client) == 20.0


def test_the_moment_is_kept_not_the_arrival(video: Video, alice: User) -> None:
    row = progress_save(Visitor(alice.pk, ""), video, 50, playback_session="a", sequence=1, age=600)
    assert timedelta(seconds=599) < timezone.now() - row.moment < timedelta(seconds=630)


@pytest.mark.parametrize(("credits", "position", "watched"), [
    (80.0, 79.0, False), (80.0, 80.0, True), (None, 94.0, False), (None, 95.0, True), (500.0, 95.0, True),
])  # fmt: skip
def test_a_film_is_watched_from_its_credits(
    video: Video, alice: User, credits: float | None, position: float, watched: bool
) -> None:
    video.credits_start = credits
    assert progress_save(Visitor(alice.pk, ""), video, position).watched is watched


def test_who_starts_again_has_not_watched_it_this_time(video: Video, alice: User) -> None:
    visitor = Visitor(alice.pk, "")
    progress_save(visitor, video, 99, playback_session="a", sequence=1)
    assert progress_save(visitor, video, 3, playback_session="b", sequence=1).watched is False


@pytest.mark.parametrize("field", ["position", "age"])
@pytest.mark.parametrize("value", ["nan", "inf", "-1", "x"])
def test_what_is_no_number_of_seconds_is_refused(client: Client, video: Video, field: str, value: str) -> None:
    answer = post(client, **{"position": "1", "playback_session": "a", "sequence": "1", field: value})
    assert answer.status_code == 400 and field in answer.json()
    assert not Progress.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"playback_session": "x" * 37}, {"sequence": "-1"}, {"sequence": "1e99"}, {"age": "1e9"}]
)
def test_names_and_numbers_out_of_bounds_are_refused(client: Client, video: Video, fields: dict[str, str]) -> None:
    assert post(client, position=1, **fields).status_code == 400


def test_a_form_without_its_token_is_refused_to_somebody_signed_in(video: Video, alice: User) -> None:
    client = TokenlessClient()
    client.force_login(alice)
    assert post(client, position=9).status_code == 403
    client.get("/watch/reel/")
    token = client.cookies["csrftoken"].value
    assert post(client, position=9, csrfmiddlewaretoken=token).status_code == 200


def test_a_position_is_kept_for_the_sender_alone(client: Client, video: Video, alice: User, bob: User) -> None:
    client.force_login(alice)
    post(client, position=42, playback_session="a", sequence=1)
    client.force_login(bob)
    post(client, position=7, playback_session="a", sequence=2)
    client.force_login(alice)
    assert kept(client) == 42.0 and Progress.objects.count() == 2


def test_a_title_that_may_not_be_seen_keeps_nothing(client: Client, video: Video) -> None:
    Title.objects.update(published=False)
    assert post(client, position=9).status_code == 404
    assert not Progress.objects.exists()


def test_a_save_asks_a_constant_number_of_queries(
    client: Client, video: Video, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(alice)
    post(client, position=1, playback_session="a", sequence=1)
    with django_assert_max_num_queries(7):
        post(client, position=2, playback_session="a", sequence=2)


@pytest.mark.parametrize(("before", "expected"), [(timedelta(hours=2), 300.0), (timedelta(hours=-2), 90.0)])
def test_signing_in_keeps_the_later_of_two_positions(
    client: Client, video: Video, alice: User, before: timedelta, expected: float
) -> None:
    Video.objects.update(duration=600.0)
    viewer = Visitor(alice.pk, "").viewer()
    Progress.objects.create(viewer=viewer, video=video, position=90, moment=timezone.now() - before)
    post(client, position=300)
    answer = client.post("/accounts/login/", {"login": "alice", "password": "alice-password"})
    assert answer.status_code == 302 and kept(client) == expected
    assert Progress.objects.get().viewer.user == alice


def test_a_position_of_before_signing_in_goes_on(client: Client, video: Video, alice: User) -> None:
    Video.objects.update(duration=600.0)
    post(client, position=300)
    client.post("/accounts/login/", {"login": "alice", "password": "alice-password"})
    assert kept(client) == 300.0


def test_the_name_before_is_understood(client: Client, video: Video) -> None:
    post(client, position=20, sitting="a", sequence=2)
    assert post(client, position=15, playback_session="a", sequence=1).json()["position"] == 20.0
    assert Progress.objects.get().playback_session == "a"
