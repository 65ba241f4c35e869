"""What every page goes through: health, the sign-in wall, the security headers."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from trendflix.site import health


@pytest.mark.django_db
def test_health_answers(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"} == client.get("/readyz").json()


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
    response = client.post("/accounts/login/", {"username": "alice", "password": "alice-password"})
    assert response.status_code == 302 and response["Location"] == "/"
    assert client.post("/accounts/logout/").status_code == 302


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so(client: Client) -> None:
    response = client.get("/title/nothing/")
    assert response.status_code == 404 and b"TrendFlix" in response.content


def test_pages_without_an_icon_of_their_own_get_the_sites(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/img/icon.svg"
