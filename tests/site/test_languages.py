"""Which language a page is in, and how a viewer chooses it."""

import json

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from catalog.models import Title
from tests.clients import SiteClient, TokenlessClient
from trendflix.core.locales.scripts import script_messages

pytestmark = pytest.mark.django_db


def test_a_page_is_in_the_browsers_language_and_says_so(client: SiteClient) -> None:
    response = client.get("/", headers={"accept-language": "de-AT,de;q=0.9"})
    assert '<html lang="de"' in response.content.decode() and 'dir="ltr"' in response.content.decode()
    assert response["Content-Language"] == "de" and "Accept-Language" in response["Vary"]
    assert "Anmelden" in response.content.decode()


def test_a_language_that_there_is_not_is_answered_in_the_sites_own(client: SiteClient) -> None:
    response = client.get("/", headers={"accept-language": "tlh"})
    assert response["Content-Language"] == "en" and "Sign in" in response.content.decode()


def test_the_footer_offers_every_language_and_the_choice_outlives_the_browsers(client: SiteClient) -> None:
    page = client.get("/saved/").content.decode()
    assert 'action="/i18n/setlang/"' in page and 'lang="de"' in page and 'value="/saved/"' in page
    answer = client.post("/i18n/setlang/", {"language": "de", "next": "/saved/"})
    assert answer.status_code == 302 and answer["Location"] == "/saved/"
    assert client.get("/saved/", headers={"accept-language": "en"})["Content-Language"] == "de"
    assert client.cookies["django_language"]["httponly"] and client.cookies["django_language"]["samesite"] == "Lax"


def test_choosing_a_language_leads_nowhere_else_and_needs_the_token(client: SiteClient) -> None:
    answer = client.post("/i18n/setlang/", {"language": "de", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    assert TokenlessClient().post("/i18n/setlang/", {"language": "de"}).status_code == 403


def test_an_unknown_language_is_not_kept(client: SiteClient) -> None:
    client.post("/i18n/setlang/", {"language": "../../etc", "next": "/"})
    assert client.get("/")["Content-Language"] == "en"


def test_a_language_can_be_chosen_before_signing_in(client: SiteClient, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = True
    assert client.post("/i18n/setlang/", {"language": "de", "next": "/"}).status_code == 302
    assert "Anmelden" in client.get("/accounts/login/").content.decode()


def test_a_language_of_the_other_direction_turns_the_page_round(client: SiteClient, settings: Settings) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    page = client.get("/", headers={"accept-language": "ar"}).content.decode()
    assert '<html lang="ar"' in page and 'dir="rtl"' in page


def test_an_error_page_is_in_the_viewers_language(client: SiteClient) -> None:
    page = client.get("/no/such/page/", headers={"accept-language": "de"})
    assert page.status_code == 404 and '<html lang="de"' in page.content.decode()
    refused = TokenlessClient().post("/accounts/logout/", headers={"accept-language": "de"})
    assert refused.status_code == 403 and '<html lang="de"' in refused.content.decode()


def test_films_and_pictures_are_the_same_in_every_language(client: SiteClient) -> None:
    answer = client.get("/media/public/none.jpg", headers={"accept-language": "de"})
    assert "Accept-Language" not in answer.get("Vary", "")


def test_the_admin_speaks_the_language_of_its_reader(admin_client: SiteClient) -> None:
    page = admin_client.get("/admin/", headers={"accept-language": "de"}).content.decode()
    assert "Bibliothek" in page and "Aufträge" in page


def test_the_api_answers_in_the_callers_language(client: SiteClient) -> None:
    answer = client.get("/api/v1/titles/none/timeline/", headers={"accept-language": "de"})
    assert answer.status_code == 404 and answer["Content-Language"] == "de"
    refused = client.get("/api/v1/jobs/", headers={"accept-language": "de"})
    assert "Anmeldedaten" in json.loads(refused.content)["detail"]


def test_scripts_get_messages_only_where_the_page_is_not_in_their_own_language(client: SiteClient, alice: User) -> None:
    Title.objects.create(name="Ferry", slug="ferry")
    assert "js/messages/" not in client.get("/title/ferry/").content.decode()
    assert "js/messages/de" in client.get("/title/ferry/", headers={"accept-language": "de"}).content.decode()
    assert script_messages("tlh") == "" and script_messages("de") == "js/messages/de.js"
