"""The pages of accounts speak the site's own words, in both languages."""

import re
from collections.abc import Iterable
from pathlib import Path

import allauth
import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from babel.messages.pofile import read_po
from django.contrib.auth.models import User
from django.template import loader
from django.urls import reverse
from django.utils.html import strip_tags

from tests.accounts.membership.conftest import PASSWORD
from tests.clients import SiteClient

pytestmark = pytest.mark.django_db
ALLAUTH = Path(allauth.__file__).parent
MIN_WORDS = 4
"""Sentences are told apart; a button may well be called the same."""
NEVER_SHOWN = (
    "phone",
    "code",
    "webauthn",
    "passkey",
    "base",
    "elements/",
    "login_redirect",
    "snippets",
    "logout",
    "email.html",
    "trust",
)
"""Parts of templates' names: what this site has switched off, what only frames others, and its own sign-out."""


def sentences(text: str) -> str:
    """What of a page people read, in one line."""
    return " ".join(strip_tags(re.sub(r"(?s)<(script|style).*?</\1>", " ", text)).split())


def allauths() -> list[str]:
    """The English sentences of allauth, as far as they are not filled in with anything."""
    with (ALLAUTH / "locale/de/LC_MESSAGES/django.po").open("rb") as file:
        found = [str(one.id) for one in read_po(file, "de") if one.id and isinstance(one.id, str)]
    parts = [part for text in found for part in re.split(r"%\(\w+\)s|<[^>]+>|\n", text)]
    return sorted({" ".join(part.split()) for part in parts if len(part.split()) >= MIN_WORDS})


def foreign(text: str) -> list[str]:
    """The sentences of allauth in a page."""
    shown = sentences(text)
    return [one for one in allauths() if one in shown]


def pages_of_a_stranger(client: SiteClient) -> Iterable[tuple[str, str]]:
    """Addresses that open without an account, and their pages."""
    for path in (
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "confirm-email/",
        "inactive/",
        "confirm-email/wrong/",
        "password/reset/key/1-wrong/",
        "social/login/cancelled/",
        "social/login/error/",
    ):
        yield path, client.get(f"/accounts/{path}", follow=True).content.decode()
    yield "wrong password", client.post("/accounts/login/", {"login": "zoe", "password": "no"}).content.decode()
    yield (
        "taken name",
        client.post("/accounts/signup/", {"username": "", "email": "x", "password1": "1"}).content.decode(),
    )


def pages_of_an_account(client: SiteClient) -> Iterable[tuple[str, str]]:
    """Those of who is signed in, before and after a second factor is set up; each form also sent with nothing in it."""

    def both(path: str) -> Iterable[tuple[str, str]]:
        yield path, client.get(f"/accounts/{path}", follow=True).content.decode()
        sent = client.post(f"/accounts/{path}", {}, follow=True)
        if sent.status_code == 200:  # else the page takes no form
            yield f"{path}, sent empty", sent.content.decode()

    yield from both("reauthenticate/?next=/account/")
    yield from both(reverse("account_request_reauthentication_code").removeprefix("/accounts/"))
    yield "code on its way", client.get(reverse("account_confirm_reauthentication_code"), follow=True).content.decode()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    for path in ("email/", "password/change/", "2fa/", "2fa/totp/activate/", "social/connections/", "sessions/"):
        yield from both(path)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)
    assert secret
    code = str(format_hotp_value(hotp_value(secret[1], next(iter(yield_hotp_counters_from_time())))))
    yield "totp on", client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True).content.decode()
    for path in (
        "2fa/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "2fa/reauthenticate/",
        "2fa/totp/deactivate/",
    ):
        yield from both(path)


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_page_of_accounts_shows_a_sentence_of_allauth(language: str, erin: User) -> None:
    stranger, owner = SiteClient(), SiteClient()
    for client in (stranger, owner):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    owner.force_login(erin)
    seen = 0
    for pages in (pages_of_a_stranger(stranger), pages_of_an_account(owner)):
        for path, text in pages:
            seen += 1
            assert f'lang="{language}' in text, path
            assert foreign(text) == [], path
    assert seen > 30


@pytest.mark.parametrize("folder", ["account", "mfa", "socialaccount", "usersessions"])
def test_every_page_of_allauth_that_is_shown_has_a_template_of_the_sites_own(folder: str) -> None:
    theirs = sorted((ALLAUTH / "templates" / folder).rglob("*.html"))
    names = [str(path.relative_to(ALLAUTH / "templates")) for path in theirs]
    shown = [
        name for name in names if not any(part in name.replace("recovery_codes", "recovery") for part in NEVER_SHOWN)
    ]
    assert [name for name in shown if ALLAUTH in Path(loader.get_template(name).origin.name).parents] == []  # type: ignore[attr-defined]  # of Django's own engine


def test_passwords_and_codes_are_asked_for_in_the_same_words_everywhere(erins: SiteClient) -> None:
    again = erins.get("/accounts/2fa/totp/activate/")["Location"]
    asked = erins.get(again).content.decode()
    assert "Forgotten the password?" in asked and "Forgot your" not in asked
    change = erins.get("/accounts/password/change/").content.decode()
    labels = re.findall(r"<label[^>]*>([^<]+)</label>", change.partition("<main")[2])
    assert labels[:3] == ["Current password", "New password", "New password again"]
    erins.post(again, {"password": PASSWORD})
    assert "placeholder" not in erins.get("/accounts/2fa/totp/activate/").content.decode().partition("<main")[2]
