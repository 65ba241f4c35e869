"""Every error page has the site's look, a plain sentence and a way on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.clients import SiteClient, TokenlessClient


def has_the_sites_look(answer: Any) -> bool:
    """Whether a page has the style sheets and the brand, and a link that leads on."""
    text = answer.content.decode()
    return all(words in text for words in ("css/base.css", 'class="brand"', 'class="button"', 'name="viewport"'))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[Exception]], Any]:
    """Asks for the front page while it raises."""

    def ask(kind: type[Exception]) -> Any:
        def rails(*args: object) -> None:
            raise kind("secret detail")

        monkeypatch.setattr("trendflix.site.pages.home.home_of", rails)
        return SiteClient(raise_request_exception=False).get("/")

    return ask


@pytest.mark.django_db
def test_a_server_error_says_so_and_tells_no_details(broken: Callable[[type[Exception]], Any]) -> None:
    answer = broken(RuntimeError)
    assert answer.status_code == 500 and has_the_sites_look(answer)
    assert b"Something went wrong" in answer.content and b"secret" not in answer.content


def test_a_server_error_is_shown_without_a_database() -> None:
    answer = SiteClient(raise_request_exception=False).get("/")  # no database in this test
    assert answer.status_code == 500 and has_the_sites_look(answer)


def test_programs_are_told_of_a_server_error_in_json() -> None:
    answer = SiteClient(raise_request_exception=False).get("/api/v1/titles/")  # no database in this test
    assert answer.status_code == 500 and "could not finish" in answer.json()["detail"]


def test_a_server_error_is_shown_where_static_files_were_never_collected(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    storage = {"BACKEND": "trendflix.core.staticstorage.ManifestStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    answer = SiteClient(raise_request_exception=False).get("/")
    assert answer.status_code == 500 and has_the_sites_look(answer)


def test_an_unknown_host_is_a_bad_request(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["films.example"]
    answer = client.get("/", headers={"host": "other.example"})
    assert answer.status_code == 400 and has_the_sites_look(answer) and b"could not be read" in answer.content


@pytest.mark.django_db
def test_a_form_that_is_too_large_says_so(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    words = "username=" + "a" * 2000
    answer = client.post("/accounts/login/", words, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413 and has_the_sites_look(answer) and b"too large" in answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/admin/login/"])
def test_a_form_without_its_token_leads_back_to_its_page(address: str) -> None:
    answer = TokenlessClient().post(address, {"username": "a", "password": "b"})
    assert answer.status_code == 403 and has_the_sites_look(answer) and b"Nothing was changed" in answer.content
    assert f'href="{address}"'.encode() in answer.content


def test_signing_out_without_a_token_leads_to_the_start(alice: User) -> None:
    client = TokenlessClient()
    client.force_login(alice)
    answer = client.post("/accounts/logout/")
    assert answer.status_code == 403 and b"Open the page again</a>" not in answer.content


def test_what_staff_may_not_open_says_so(client: Client, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    client.force_login(alice)
    answer = client.get("/admin/playback/video/")
    assert answer.status_code == 403 and has_the_sites_look(answer) and b"may not open this page" in answer.content


@pytest.mark.django_db
def test_a_page_that_is_not_there_has_the_sites_look(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404 and has_the_sites_look(answer)
