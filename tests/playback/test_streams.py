"""How many devices an account watches on at a time."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from playback.models import Video
from playback.streaming.access import stream_url
from tests.clients import SiteClient
from trendflix.accounts.membership.address_streams import ACTIVE_SECONDS
from trendflix.accounts.membership.models import Account, ActiveStream
from trendflix.accounts.membership.streams import streams_forget, streams_now
from trendflix.accounts.models import Viewer
from trendflix.accounts.profiles import profile_create
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db


def film_made() -> Video:
    """A film that plays."""
    cache.clear()
    video = Video.objects.create(title=Title.objects.create(name="Reel", slug="reel"), package_key="k", duration=100.0)
    for name in ("hls/k/master.m3u8", "hls/k/0.m4s", "hls/k/still.jpg", "subtitles/1.vtt"):
        path = video.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"data")
    return video


@pytest.fixture
def film(db: None) -> Video:
    """A film that plays."""
    return film_made()


def device(user: User) -> SiteClient:
    """A browser in which an account is signed in."""
    browser = SiteClient()
    browser.force_login(user)
    return browser


def asks(browser: SiteClient, user: User, film: Video, name: str = "hls/k/0.m4s") -> Any:
    """What a device gets that asks for a file of the film."""
    return browser.get(stream_url(film, Visitor(user.pk, ""), name))


def later() -> None:
    """Every device has stopped a while ago."""
    cache.clear()
    ActiveStream.objects.update(seen=timezone.now() - timedelta(seconds=ACTIVE_SECONDS + 1))


def test_one_more_device_than_the_account_may_is_refused_until_another_stops(
    settings: Settings, alice: User, film: Video
) -> None:
    settings.STREAMS_PER_ACCOUNT = 2
    first, second, third = (device(alice) for _ in range(3))
    assert [asks(one, alice, film).status_code for one in (first, second, third)] == [200, 200, 429]
    refused = asks(third, alice, film, "hls/k/master.m3u8")
    assert refused.json()["title"] == "The account is watching on too many devices" and refused["Retry-After"] == "90"
    assert asks(first, alice, film).status_code == 200, "those that play go on"
    later()
    assert [asks(one, alice, film).status_code for one in (third, first, second)] == [200, 200, 429]


def test_reloading_and_the_next_film_are_no_further_stream(settings: Settings, alice: User, film: Video) -> None:
    settings.STREAMS_PER_ACCOUNT = 1
    browser = device(alice)
    for _ in range(3):
        cache.clear()
        assert asks(browser, alice, film).status_code == 200
    assert streams_now([alice.pk]) == {alice.pk: 1}


def test_another_profile_on_the_same_device_is_no_further_stream(settings: Settings, alice: User, film: Video) -> None:
    settings.STREAMS_PER_ACCOUNT = 1
    main, ben = Visitor(alice.pk, "").viewer(), profile_create(alice.pk, name="Ben")
    browser = device(alice)
    for profile in (main, ben, main):
        cache.clear()
        assert browser.post(f"/profiles/{profile.pk}/enter/").status_code == 302
        assert asks(browser, alice, film).status_code == 200
    assert asks(chosen(device(alice), main), alice, film).status_code == 429


def chosen(browser: SiteClient, profile: Viewer) -> SiteClient:
    """A browser that uses a profile."""
    browser.post(f"/profiles/{profile.pk}/enter/")
    return browser


def test_accounts_are_counted_apart_and_one_may_have_a_limit_of_its_own(
    settings: Settings, alice: User, bob: User, film: Video
) -> None:
    settings.STREAMS_PER_ACCOUNT = 1
    Account.objects.create(user=bob, max_streams=0)
    assert asks(device(alice), alice, film).status_code == 200
    assert asks(device(alice), alice, film).status_code == 429
    assert [asks(device(bob), bob, film).status_code for _ in range(3)] == [200, 200, 200]


def test_pictures_and_subtitles_are_no_stream(settings: Settings, alice: User, film: Video) -> None:
    settings.STREAMS_PER_ACCOUNT = 1
    asks(device(alice), alice, film)
    for name in ("hls/k/still.jpg", "subtitles/1.vtt"):
        assert asks(device(alice), alice, film, name).status_code == 200
    assert ActiveStream.objects.count() == 1


def test_a_device_that_tells_its_position_plays_and_its_position_is_always_kept(
    settings: Settings, alice: User, film: Video
) -> None:
    settings.STREAMS_PER_ACCOUNT = 1
    body = {"position": 5}
    address = "/api/v1/titles/reel/progress/"
    assert device(alice).put(address, body, content_type="application/json").status_code == 200
    other = device(alice)
    assert asks(other, alice, film).status_code == 429
    assert other.put(address, {"position": 9}, content_type="application/json").json()["position"] == 9


def stranger(film: Video, agent: str, address: str = "192.0.2.1") -> Any:
    """What a browser that is signed in nowhere gets, by its name."""
    browser = SiteClient(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    config = browser.get("/watch/reel/").context["config"]
    return browser, browser.get(config["hls"])


def test_who_is_signed_in_nowhere_is_counted_by_address(settings: Settings, film: Video) -> None:
    cache.clear()
    settings.STREAMS_PER_ADDRESS = 2
    first, answer = stranger(film, "Firefox")
    answers = [answer, *(stranger(film, agent)[1] for agent in ("Safari", "Edge"))]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["title"] == "Too many devices are watching from this address"
    assert stranger(film, "Edge", "192.0.2.2")[1].status_code == 200, "another address has a limit of its own"
    body = {"position": 5}
    first.put("/api/v1/titles/reel/progress/", body, content_type="application/json")
    config = first.get("/watch/reel/").context["config"]
    assert first.get(config["hls"]).status_code == 200, "with its first session it is the same device"
    assert not ActiveStream.objects.exists()


def test_without_a_limit_nobody_is_counted(settings: Settings, film: Video) -> None:
    settings.STREAMS_PER_ADDRESS = 0
    assert [stranger(film, agent)[1].status_code for agent in ("Firefox", "Safari", "Edge")] == [200, 200, 200]


def test_asking_again_soon_costs_no_query_of_its_own(alice: User, film: Video, django_assert_num_queries: Any) -> None:
    browser = device(alice)
    asks(browser, alice, film)
    with django_assert_num_queries(4):  # the session, the user, its profiles, the film
        asks(browser, alice, film)


def test_devices_that_stopped_are_forgotten(alice: User, film: Video) -> None:
    asks(device(alice), alice, film)
    assert streams_forget() == 0
    later()
    assert streams_now([alice.pk]) == {} and streams_forget() == 1
