"""Signed addresses: whose they are, and for how long."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from playback.models import Video
from playback.streaming.access import grant_of, stream_url, token_for
from tests.clients import SiteClient
from trendflix.accounts.visitors import Visitor

FILE = "hls/abc/0.m4s"


def address(video: Video, user: User, path: str = FILE) -> str:
    """A signed address for somebody."""
    return stream_url(video, Visitor(user.pk, "", user.is_staff), path)


def status(client: Client, url: str) -> int:
    """The answer's code."""
    return client.get(url).status_code


def test_a_viewer_reads_the_film_they_were_given(client: Client, video: Video, alice: User) -> None:
    client.force_login(alice)
    assert status(client, address(video, alice)) == 200


def test_alices_address_does_not_work_for_bob_nor_for_a_stranger(
    client: Client, video: Video, alice: User, bob: User
) -> None:
    url = address(video, alice)
    assert status(client, url) == 404
    client.force_login(bob)
    assert status(client, url) == 404


def test_an_address_expires(client: Client, video: Video, alice: User, settings: Settings) -> None:
    url = address(video, alice)
    client.force_login(alice)
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.STREAM_URL_SECONDS + 5)):
        client.force_login(alice)
        assert status(client, url) == 404


def test_an_unpublished_film_is_for_staff_even_with_an_address(
    client: Client, video: Video, alice: User, carol: User
) -> None:
    Title.objects.update(published=False)
    client.force_login(alice)
    assert status(client, address(video, alice)) == 404
    client.force_login(carol)
    assert status(client, address(video, carol)) == 200


@pytest.mark.parametrize("path", ["source/secret.mp4", "hls/../source/secret.mp4", "hls/..%2Fsource/secret.mp4"])
def test_the_source_is_never_served(client: Client, video: Video, alice: User, path: str) -> None:
    client.force_login(alice)
    assert status(client, f"/stream/{token_for(video.pk, Visitor(alice.pk, ''))}/{path}") == 404


def test_a_forged_token_is_nothing() -> None:
    assert grant_of("forged") is None
    good = token_for(1, Visitor(5, ""))
    assert grant_of(good[:-2] + "xx") is None


def test_somebody_without_an_account_gets_addresses_for_their_session(client: Client, video: Video) -> None:
    page = client.get(reverse("watch", args=["reel"]))
    assert status(client, page.context["config"]["hls"]) == 200
    assert status(SiteClient(), page.context["config"]["hls"]) == 404


def public_picture(settings: Settings) -> str:
    """The address of a product's picture."""
    picture = settings.MEDIA_ROOT / "public" / "products" / "a.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"jpeg")
    return "/media/public/products/a.jpg"


def test_public_pictures_are_served_and_nothing_else_of_the_media_folder(
    client: Client, video: Video, settings: Settings
) -> None:
    assert status(client, public_picture(settings)) == 200
    assert status(client, f"/media/titles/{video.pk}/hls/abc/0.m4s") == 404
    assert status(client, f"/media/public/..%2Ftitles/{video.pk}/hls/abc/0.m4s") == 404


def test_where_one_must_sign_in_no_cache_on_the_way_keeps_a_picture_for_others(
    client: Client, alice: User, settings: Settings
) -> None:
    address = public_picture(settings)
    assert "public" in client.get(address)["Cache-Control"]
    settings.REQUIRE_LOGIN = True
    client.force_login(alice)
    assert "private" in client.get(address)["Cache-Control"]
    assert status(SiteClient(), address) == 302
