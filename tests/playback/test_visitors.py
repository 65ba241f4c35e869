"""What the server writes of somebody without an account: nothing until something of theirs is kept."""

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client

from playback.models import Video
from tests.clients import SiteClient
from trendflix.accounts.browsers import COOKIE
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import visitor_of

pytestmark = pytest.mark.django_db
PAGES = ["/", "/search/?q=a", "/saved/", "/title/reel/", "/watch/reel/", "/api/v1/titles/", "/api/v1/saved/", "/none/"]
PROGRESS = "/api/v1/titles/reel/progress/"


@pytest.mark.parametrize("address", PAGES)
def test_reading_pages_writes_no_session_and_no_viewer(video: Video, address: str) -> None:
    for _ in range(3):
        SiteClient().get(address)
    assert not Session.objects.exists() and not Viewer.objects.exists()


def keep(client: Client, position: float) -> float:
    """Keep a position; the one that is kept after it."""
    sent = {"position": position, "watched": False}
    answer = client.put(PROGRESS, sent, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return float(client.get(PROGRESS).json()["position"])


def test_a_session_comes_with_the_first_thing_that_is_kept_and_is_found_again(client: Client, video: Video) -> None:
    assert [keep(client, position) for position in (10.0, 20.0)] == [10.0, 20.0]
    assert Session.objects.count() == Viewer.objects.count() == 1
    assert SiteClient().get(PROGRESS).json()["position"] == 0.0


def test_a_session_key_that_the_server_does_not_know_names_no_viewer(client: Client, video: Video) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    keep(client, 10.0)
    assert Viewer.objects.get().session_key == Session.objects.get().session_key != "a" * 32


def test_the_addresses_of_a_page_go_on_when_its_session_begins(client: Client, video: Video) -> None:
    stream = client.get("/watch/reel/").context["config"]["hls"]
    assert client.get(stream).status_code == 200
    keep(client, 10.0)
    assert client.get(stream).status_code == 200
    assert SiteClient().get(stream).status_code == 404


@pytest.mark.parametrize("sent", ["", "short", "a" * 500, "../../etc/passwd......", "é" * 22])
def test_a_browser_with_a_malformed_cookie_gets_another(client: Client, video: Video, sent: str) -> None:
    client.cookies[COOKIE] = sent
    assert client.get("/watch/reel/").cookies[COOKIE].value != sent
    assert client.cookies[COOKIE]["httponly"] and client.cookies[COOKIE]["samesite"] == "Lax"


def test_addresses_tell_nothing_of_the_session(video: Video) -> None:
    request = HttpRequest()
    request.user, request.session = AnonymousUser(), SessionStore("secret-session-key")
    request.COOKIES[COOKIE] = "b" * 22
    key = visitor_of(request).key
    assert "secret" not in key and "b" * 22 not in key and len(key) == 32
