"""Signing in by name or address, resets, the second factor, devices, and what follows a change."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from tests.accounts.membership.conftest import PASSWORD, link_in_mail, sign_in
from tests.clients import SiteClient
from trendflix.jobs.tasks import clear_sessions

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def factor_add(client: SiteClient, settings: Settings) -> tuple[str, list[str]]:
    """Switch the second factor on, which asks for the password again; its secret and the recovery codes."""
    assert client.get("/accounts/2fa/totp/activate/")["Location"].startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)
    assert secret and "data:image/svg" in page
    assert client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret[1])}).status_code == 302
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    return secret[1], re.findall(r"^\s*(\d{8})\s*$", re.sub(r"<[^>]+>", "\n", codes), re.MULTILINE)


def is_signed_in(client: SiteClient) -> bool:
    """Whether the account page opens."""
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize("name", ["erin", "ERIN", "erin@example.org", "Erin@Example.org"])
def test_one_signs_in_by_name_or_by_address(client: SiteClient, erin: User, name: str) -> None:
    assert sign_in(client, name)["Location"] == "/" and is_signed_in(client)


def test_an_account_without_an_address_keeps_working(client: SiteClient, alice: User) -> None:
    assert sign_in(client, "alice", "alice-password").status_code == 302 and is_signed_in(client)


def test_signing_in_leads_on_to_where_one_wanted_to_go_on_this_site_alone(client: SiteClient, erin: User) -> None:
    fields = {"login": "erin", "password": PASSWORD}
    answer = SiteClient().post("/accounts/login/?next=/saved/", fields | {"next": "/saved/"})
    assert answer["Location"] == "/saved/"
    assert client.post("/accounts/login/", fields | {"next": "https://evil.example/"})["Location"] == "/"


def test_a_disabled_account_cannot_be_used(client: SiteClient, erin: User) -> None:
    User.objects.filter(pk=erin.pk).update(is_active=False)
    assert sign_in(client, "erin")["Location"] == "/accounts/inactive/"
    assert "inactive" in client.get("/accounts/inactive/").content.decode() and not is_signed_in(client)


def test_a_forgotten_password_is_reset_by_mail_once(client: SiteClient, erin: User) -> None:
    client.post("/accounts/password/reset/", {"email": "erin@example.org"})
    link = link_in_mail()
    form = client.get(link)["Location"]
    new = {"password1": "another-lantern-43", "password2": "another-lantern-43"}
    assert client.post(form, new)["Location"] == "/accounts/password/reset/key/done/"
    assert sign_in(SiteClient(), "erin").status_code == 200, "the old password"
    assert sign_in(SiteClient(), "erin", "another-lantern-43").status_code == 302
    again = SiteClient().get(link).content.decode()
    assert 'name="password1"' not in again, "the link was used"


def test_a_link_to_reset_is_good_for_a_while(client: SiteClient, erin: User, settings: Settings) -> None:
    client.post("/accounts/password/reset/", {"email": "erin@example.org"})
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert 'name="password1"' not in client.get(link_in_mail()).content.decode()


def test_resetting_tells_nobody_whether_an_address_has_an_account(erin: User) -> None:
    answers = []
    for address in ("erin@example.org", "nobody@example.org"):
        client = SiteClient()
        answer = client.post("/accounts/password/reset/", {"email": address})
        page = client.get(answer["Location"]).content.decode()
        answers.append((answer.status_code, answer["Location"], re.sub(r'value="\w{64}"', "", page)))
    assert answers[0] == answers[1]
    assert [message.to[0] for message in mail.outbox] == ["erin@example.org", "nobody@example.org"]
    assert "no account" in mail.outbox[1].subject


def test_a_changed_password_signs_other_devices_out(erins: SiteClient) -> None:
    other = SiteClient()
    sign_in(other, "erin")
    fields = {"oldpassword": PASSWORD, "password1": "another-lantern-43", "password2": "another-lantern-43"}
    assert erins.post("/accounts/password/change/", fields).status_code == 302
    assert erins.get("/account/").content.decode().count('role="status"') == 2, "that of the search, and what is told"
    assert is_signed_in(erins) and not is_signed_in(other)
    assert "was changed" in mail.outbox[-1].subject
    form = erins.get("/accounts/password/change/").content.decode().split("<main", 1)[1]
    assert "placeholder" not in form, "no label is written a second time"


def test_a_changed_address_takes_effect_when_it_is_confirmed(erins: SiteClient, erin: User) -> None:
    asked = erins.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    assert asked["Location"].startswith("/accounts/reauthenticate/") and not mail.outbox, "who it is, once more"
    assert erins.post(asked["Location"], {"password": PASSWORD}).status_code == 302
    erin.refresh_from_db()
    assert erin.email == "erin@example.org" and mail.outbox[-1].to == ["new@example.org"]
    erins.post(link_in_mail())
    erin.refresh_from_db()
    assert erin.email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", True)]


def test_a_taken_address_is_not_told_to_who_wants_it(erins: SiteClient, alice: User) -> None:
    EmailAddress.objects.create(user=alice, email="alice@example.org", verified=True, primary=True)
    erins.post("/accounts/reauthenticate/", {"password": PASSWORD})
    told: list[int] = []
    for address in ("alice@example.org", "free@example.org"):
        answer = erins.post("/accounts/email/", {"action_add": "", "email": address})
        assert answer.status_code == 302
        told.append(erins.get("/accounts/email/").content.decode().count(address))
    assert told[0] == told[1] > 0
    assert EmailAddress.objects.get(email="alice@example.org").user == alice


def test_with_a_second_factor_the_password_is_not_enough(erins: SiteClient, settings: Settings) -> None:
    secret, codes = factor_add(erins, settings)
    assert len(codes) == 10
    client = SiteClient()
    assert sign_in(client, "erin")["Location"] == "/accounts/2fa/authenticate/" and not is_signed_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert not is_signed_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": codes[0]})["Location"] == "/"
    assert is_signed_in(client)
    again = SiteClient()
    sign_in(again, "erin")
    again.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert not is_signed_in(again), "a recovery code works once"


def test_the_admin_asks_for_the_second_factor_too(erins: SiteClient, erin: User, settings: Settings) -> None:
    User.objects.filter(pk=erin.pk).update(is_staff=True, is_superuser=True)
    factor_add(erins, settings)
    client = SiteClient()
    door = client.get("/admin/")["Location"]
    door = client.get(door)["Location"] if door.startswith("/admin/login") else door
    client.post(door, {"login": "erin", "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_guessing_codes_is_limited(erins: SiteClient, settings: Settings) -> None:
    factor_add(erins, settings)
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/15m/key"}
    client = SiteClient()
    sign_in(client, "erin")
    answers = [client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode() for _ in range(5)]
    assert "Too many" in answers[-1] and "Too many" not in answers[0]


def test_devices_are_listed_and_signed_out_one_by_one(erins: SiteClient, erin: User) -> None:
    other = SiteClient()
    other.defaults["HTTP_USER_AGENT"] = "Kitchen tablet"
    sign_in(other, "erin")
    page = erins.get("/accounts/sessions/").content.decode()
    assert "Kitchen tablet" in page and "this device" in page
    row = UserSession.objects.get(user_agent="Kitchen tablet")
    assert erins.post(f"/account/sessions/{row.pk}/end/").status_code == 302
    assert is_signed_in(erins) and not is_signed_in(other)


def test_nobody_signs_out_another_accounts_device(erins: SiteClient, alice: User) -> None:
    alices = SiteClient()
    sign_in(alices, "alice", "alice-password")
    row = UserSession.objects.get(user=alice)
    assert erins.post(f"/account/sessions/{row.pk}/end/").status_code == 404 and is_signed_in(alices)


def test_one_signs_out_everywhere(erins: SiteClient, erin: User) -> None:
    other = SiteClient()
    sign_in(other, "erin")
    assert erins.post("/account/sessions/end/")["Location"] == "/accounts/login/"
    assert not is_signed_in(erins) and not is_signed_in(other) and not UserSession.objects.filter(user=erin)


def test_a_session_that_is_read_again_writes_nothing(erins: SiteClient, django_assert_num_queries: Any) -> None:
    erins.get("/account/")
    with django_assert_num_queries(4):  # the session, the user, its profiles, the invitation
        erins.get("/accounts/invitation/none/")


@pytest.mark.parametrize("path", ["/account/", "/account/tokens/", "/account/exports/", "/account/delete/"])
def test_pages_of_the_account_ask_strangers_to_sign_in(client: SiteClient, db: None, path: str) -> None:
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"


def test_name_and_language_are_kept_and_pages_follow(erins: SiteClient, erin: User) -> None:
    answer = erins.post("/account/", {"first_name": "Erin 🎬", "language": "de"})
    assert answer.status_code == 302
    erin.refresh_from_db()
    assert erin.first_name == "Erin 🎬" and 'lang="de"' in erins.get("/account/").content.decode()
    assert erins.post("/account/", {"first_name": "e" * 300, "language": "de"}).status_code == 200
    assert erins.post("/account/", {"first_name": "Erin", "language": "xx"}).status_code == 200
    other = SiteClient()
    sign_in(other, "erin")
    assert 'lang="de"' in other.get("/account/").content.decode(), "the account's language goes with it"


def test_signing_in_leaves_the_language_of_a_browser_whose_account_chose_none(erin: User) -> None:
    client = SiteClient(headers={"accept-language": "de"})
    sign_in(client, "erin")
    assert 'lang="de"' in client.get("/account/").content.decode()


def test_expired_sessions_are_cleared(erins: SiteClient) -> None:
    kept = erins.session.session_key
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == [kept]
