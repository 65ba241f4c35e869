"""Programs fetch films and pictures with the token, and for the profile, that they call the API with."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from playback.models import Video
from tests.clients import SiteClient, TokenlessClient
from tests.playback.test_streams import asks, device, film_made
from trendflix.accounts.membership.deletion import deletion_request
from trendflix.accounts.membership.models import ActiveStream, ApiToken
from trendflix.accounts.membership.tokens import token_make
from trendflix.accounts.pins import pin_set
from trendflix.accounts.profiles import profile_create, profile_delete, profiles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reel(db: None) -> Video:
    """A film that plays."""
    return film_made()


def program(user: User, profile: int | None = None) -> TokenlessClient:
    """A program that may read."""
    headers = {"authorization": f"Bearer {token_make(user, 'TV', 'read')[1]}"}
    return TokenlessClient(headers=headers | ({"x-profile": str(profile)} if profile else {}))


def plays(client: TokenlessClient) -> int:
    """The answer to the address that the API names, asked as the API was."""
    sources = client.get("/api/v1/titles/reel/sources/")
    return client.get(sources.json()["hls"]).status_code if sources.status_code == 200 else sources.status_code


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_film_plays_by_the_addresses_of_the_api(
    alice: User, reel: Video, settings: Settings, is_closed: bool
) -> None:
    settings.REQUIRE_LOGIN = is_closed
    pin_set(profiles_of(alice.pk)[0], "2468")
    profile_create(alice.pk, name="Ben")
    client = program(alice)
    assert plays(client) == 200
    address = client.get("/api/v1/titles/reel/sources/").json()["hls"]
    assert TokenlessClient().get(address).status_code in (403, 404)


def test_another_accounts_token_does_not_open_it(alice: User, bob: User, reel: Video) -> None:
    address = program(alice).get("/api/v1/titles/reel/sources/").json()["hls"]
    assert program(bob).get(address).status_code == 404


def test_a_childs_profile_sees_no_more_by_them_than_on_its_pages(alice: User, reel: Video) -> None:
    child = profile_create(alice.pk, name="Mia", is_child=True, max_age=6)
    grown_up = program(alice)
    sources: dict[str, Any] = grown_up.get("/api/v1/titles/reel/sources/").json()
    assert plays(program(alice, child.pk)) == 404
    client = program(alice, child.pk)
    assert client.get(sources["hls"]).status_code == client.get(f"/still/{reel.pk}/k.jpg").status_code == 404
    assert grown_up.get(sources["hls"]).status_code == 200


def test_a_profile_that_is_gone_is_not_the_main_one(alice: User, reel: Video) -> None:
    child = profile_create(alice.pk, name="Mia", is_child=True, max_age=6)
    client = program(alice, child.pk)
    profile_delete(child)
    assert plays(client) == 403
    assert client.get(f"/still/{reel.pk}/k.jpg").status_code == 403
    for named in ("x", "1" * 30, "-1"):
        assert client.get("/api/v1/titles/", headers={"x-profile": named}).status_code == 403


def test_a_token_is_a_device_of_the_account(settings: Settings, alice: User, reel: Video) -> None:
    settings.STREAMS_PER_ACCOUNT = 1
    tv, sofa = program(alice), device(alice)
    address = tv.get("/api/v1/titles/reel/sources/").json()["hls"]
    assert tv.get(address).status_code == 200 and asks(sofa, alice, reel).status_code == 429
    assert tv.get(address).status_code == 200 and ActiveStream.objects.count() == 1
    assert program(alice).get(address).status_code == 429, "another program is another device"


def test_what_plays_ends_with_the_token_and_with_the_account(alice: User, reel: Video) -> None:
    client = program(alice)
    address = client.get("/api/v1/titles/reel/sources/").json()["hls"]
    ApiToken.objects.all().delete()
    refused = client.get(address)
    assert refused.status_code == 401 and refused["WWW-Authenticate"] == "Bearer" and "detail" in refused.json()
    client, sofa = program(alice), device(alice)
    assert client.get(address).status_code == asks(sofa, alice, reel).status_code == 200
    deletion_request(alice)
    assert client.get(address).status_code == 401


def test_pages_take_no_token(alice: User, reel: Video) -> None:
    assert program(alice).get("/account/").status_code == 302
    assert SiteClient().get("/title/reel/").status_code == 200
