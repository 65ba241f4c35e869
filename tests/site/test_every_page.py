"""What every page goes through: health, the sign-in wall, the security headers."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client, RequestFactory
from pytest_django import Settings

from trendflix.core.http import client_address
from trendflix.site import health


@pytest.mark.django_db
def test_health_answers(client: Client) -> None:
    ready = client.get("/readyz").json()
    assert client.get("/healthz").json() == {"status": "ok"} and ready["status"] == "ok", ready
    assert ready["checks"].keys() == {"database", "cache", "broker", "disk", "models"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("cache", {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}}),
        ("disk", {"MIN_FREE_BYTES": 2**60}),
        ("models", {"CLIP_MODEL": "/nowhere"}),
    ],
)
def test_what_is_amiss_is_named_while_pages_still_answer(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, change: dict[str, Any]
) -> None:
    for key, value in change.items():
        setattr(settings, key, value) if key in ("CACHES", "CLIP_MODEL") else monkeypatch.setattr(health, key, value)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert answer.json()["checks"][name] != "ok"


@pytest.mark.django_db
def test_a_site_whose_migrations_wait_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.migrations_check, "is_done", False, raising=False)
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [1, 2])
    answer = client.get("/readyz")
    assert answer.status_code == 503 and "2 migrations wait" in answer.json()["checks"]["database"]


def test_checks_answer_to_any_name_and_ask_for_nothing(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.REQUIRE_LOGIN, settings.SECURE_SSL_REDIRECT = ["films.example.org"], True, True
    assert client.get("/healthz", headers={"host": "10.0.0.7:8000"}).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "1.1.1.1, 2.2.2.2, 3.3.3.3", "2.2.2.2"),
        (2, "3.3.3.3", "3.3.3.3"),
        (1, "", "9.9.9.9"),
    ],
)
def test_forwarded_addresses_are_believed_as_far_as_our_proxies_wrote_them(
    rf: RequestFactory, settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.NUM_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="9.9.9.9", headers={"x-forwarded-for": forwarded})
    assert client_address(request) == address


@pytest.mark.django_db
def test_a_large_body_is_refused_unread_on_pages_and_in_the_api(client: Client) -> None:
    for address in ("/", "/api/v1/titles/x/progress/"):
        answer = client.post(address, b"x" * (2**20 + 1), content_type="application/json")
        assert answer.status_code == 413 and "1 MiB" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("digits", [20, 300, 5000])
def test_a_length_of_many_digits_is_no_way_around_the_limit(client: Client, digits: int) -> None:
    answer = client.generic(
        "POST", "/api/v1/events/", b'{"events": []}', "application/json", CONTENT_LENGTH="9" * digits
    )
    assert answer.status_code == 413


def test_a_site_without_its_database_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def cursor(self) -> None:
            raise DatabaseError("gone")

    monkeypatch.setattr(health, "connection", Broken())
    assert client.get("/healthz").status_code == 200 and client.get("/readyz").status_code == 503


@pytest.mark.django_db
def test_an_open_site_shows_its_pages_to_all(client: Client) -> None:
    assert client.get("/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/title/a/", "/watch/a/", "/search/?q=a", "/go/1/", "/media/public/x.jpg"])
def test_a_closed_site_sends_strangers_to_sign_in(client: Client, settings: Settings, address: str) -> None:
    settings.REQUIRE_LOGIN = True
    response = client.get(address)
    assert response.status_code == 302 and response["Location"].startswith("/accounts/login/?next=")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/api/v1/titles/", "/api/v1/products/?q=a", "/api/v1/schema/", "/stream/x/a.m4s"])
def test_a_closed_site_refuses_programs_plainly(client: Client, settings: Settings, address: str) -> None:
    settings.REQUIRE_LOGIN = True
    assert client.get(address).status_code == 403


def test_a_closed_site_lets_members_in(client: Client, settings: Settings, alice: User) -> None:
    settings.REQUIRE_LOGIN = True
    client.force_login(alice)
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_pages_allow_no_inline_script_or_style(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy and "object-src 'none'" in policy


@pytest.mark.django_db
def test_signing_in_leads_home_and_out_again(client: Client, alice: User) -> None:
    response = client.post("/accounts/login/", {"login": "alice", "password": "alice-password"})
    assert response.status_code == 302 and response["Location"] == "/"
    assert client.post("/accounts/logout/").status_code == 302


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so(client: Client) -> None:
    response = client.get("/title/nothing/")
    assert response.status_code == 404 and b"TrendFlix" in response.content


def test_pages_without_an_icon_of_their_own_get_the_sites(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/img/icon.svg"
