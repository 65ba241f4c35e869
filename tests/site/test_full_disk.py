"""A site whose disk is full: pages and films are there, what cannot be kept is answered with 507 and plain words."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection

from catalog.models import Genre, Person, Title, WatchlistEntry
from playback.models import Progress
from tests.clients import SiteClient
from tests.full_disk import writing_fails
from tests.site.test_error_pages import has_the_sites_look
from tests.site.test_visibility import played

pytestmark = pytest.mark.django_db
PASSWORD = "alice-password"
API: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("PUT", "/api/v1/titles/harbour/progress/", {"position": 1.0}),
    ("PUT", "/api/v1/watchlist/harbour/", {}),
    ("PUT", "/api/v1/titles/harbour/rating/", {"liking": 1}),
    ("POST", "/api/v1/titles/harbour/words/", {"words": "red dress"}),
    ("POST", "/api/v1/lists/", {"name": "Coats"}),
    ("POST", "/api/v1/profiles/", {"name": "Sam"}),
)
FORMS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/accounts/login/", {"login": "alice", "password": PASSWORD}),
    ("/accounts/signup/", {"username": "dora", "password1": "dora-password-1"}),
    ("/title/harbour/keep/", {"list": "1"}),
)


@pytest.fixture
def film() -> Title:
    return played(Title.objects.create(name="Harbour Film", slug="harbour"))


@pytest.fixture
def full(film: Title, alice: User) -> Iterator[SiteClient]:
    """The browser of somebody signed in on a site with a film, whose disk is full now."""
    browser = _signed_in(alice)
    with writing_fails():
        yield browser


def _signed_in(user: User) -> SiteClient:
    browser = SiteClient(raise_request_exception=False)
    browser.force_login(user)
    return browser


@pytest.mark.parametrize(
    "address",
    ["/", "/rows/", "/browse/", "/title/harbour/", "/watch/harbour/", "/search/?q=harbour", "/shop/", "/my-list/"],
)
def test_pages_are_answered_to_whoever_is_signed_in(full: SiteClient, address: str) -> None:
    cache.clear()  # when they were last seen is to be noted
    assert full.get(address).status_code == 200


@pytest.mark.parametrize(("method", "address", "sent"), API)
def test_programs_are_told_in_json_when_to_try_again(
    full: SiteClient, method: str, address: str, sent: dict[str, Any]
) -> None:
    answer = full.generic(method, address, json.dumps(sent), content_type="application/json")
    assert (answer.status_code, answer["Retry-After"]) == (507, "60")
    assert "no room left" in answer.json()["detail"]
    assert not Progress.objects.exists() and not WatchlistEntry.objects.exists()


def test_signing_in_by_the_api_is_told_too(full: SiteClient) -> None:
    sent = {"login": "alice", "password": PASSWORD, "name": "TV", "scope": "write"}
    answer = SiteClient(raise_request_exception=False).post("/api/v1/auth/sign-in/", sent, "application/json")
    assert answer.status_code == 507 and "no room left" in answer.json()["detail"]


@pytest.mark.parametrize(("address", "sent"), FORMS)
def test_people_are_told_on_a_page(full: SiteClient, address: str, sent: dict[str, Any]) -> None:
    browser = full if "keep" in address else SiteClient(raise_request_exception=False)
    answer = browser.post(address, sent)
    assert answer.status_code == 507 and has_the_sites_look(answer)
    assert b"no room left" in answer.content and b"sign in" in answer.content


def test_a_wrong_password_is_still_told(full: SiteClient) -> None:
    answer = SiteClient().post("/accounts/login/", {"login": "alice", "password": "wrong"})
    assert answer.status_code == 200 and not answer.wsgi_request.user.is_authenticated


def test_staff_are_told_and_nothing_is_half_saved(carol: User) -> None:
    desk = _signed_in(carol)
    with writing_fails():
        answer = desk.post("/admin/catalog/genre/add/", {"name": "Noir", "slug": "noir"})
    assert answer.status_code == 507 and not Genre.objects.exists()
    assert desk.post("/admin/catalog/genre/add/", {"name": "Noir", "slug": "noir"}).status_code == 302


def test_the_page_is_in_the_viewers_language(full: SiteClient) -> None:
    answer = full.post("/title/harbour/keep/", {"list": "1"}, headers={"accept-language": "de"})
    assert "keinen Platz mehr" in answer.content.decode()


def test_the_log_says_the_address_and_the_cause_in_one_line(full: SiteClient, caplog: pytest.LogCaptureFixture) -> None:
    full.post("/title/harbour/keep/", {"list": "1"})
    (record,) = [one for one in caplog.records if one.name == "django.request"]
    assert record.getMessage() == "507 to POST /title/harbour/keep/: database or disk is full"
    assert record.exc_info is None


def test_of_what_postgresql_says_the_log_has_the_first_line(
    client: SiteClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Full(Exception):
        pgcode = "53100"

    def full(*args: object) -> None:
        raise Full("could not extend file: No space left on device\nHINT:  Check free disk space.\n")

    monkeypatch.setattr("trendflix.site.pages.home.home_of", full)
    client.raise_request_exception = False
    assert client.get("/").status_code == 507
    assert caplog.records[-1].getMessage() == "507 to GET /: could not extend file: No space left on device"


def test_with_room_again_the_same_is_kept(film: Title, alice: User) -> None:
    browser = _signed_in(alice)
    with writing_fails():
        assert browser.post("/title/harbour/keep/", {"list": "1"}).status_code == 507
    assert browser.post("/title/harbour/keep/", {"list": "1"}).status_code == 302
    assert WatchlistEntry.objects.count() == 1


def test_a_database_that_may_not_grow_keeps_nothing_of_a_form(carol: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can be told how far it may grow")
    desk, sent = _signed_in(carol), {"name": "Ada", "slug": "ada", "biography": "x" * 2**20}
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1")  # which is as many as there are
        answer = desk.post("/admin/catalog/person/add/", sent)
        cursor.execute("PRAGMA max_page_count = 1073741823")
    assert answer.status_code == 507 and not Person.objects.exists()
    assert desk.post("/admin/catalog/person/add/", sent).status_code in (200, 302)
