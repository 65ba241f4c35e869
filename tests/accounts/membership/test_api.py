"""The account over REST, by session and by token: what a token may, and that nobody reaches another's account."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from tests.accounts.membership.conftest import PASSWORD, link_in_mail, sign_in
from tests.clients import SiteClient, TokenlessClient
from trendflix.accounts.membership.models import ApiToken, Deletion, Export
from trendflix.accounts.membership.tokens import MAX_TOKENS, token_make

pytestmark = pytest.mark.django_db
ACCOUNT = "/api/v1/account/"


def program(user: User, scope: str = "write", **more: Any) -> TokenlessClient:
    """A program with a token of an account, and without a session."""
    _, secret = token_make(user, "script", scope, **more)
    return TokenlessClient(headers={"authorization": f"Bearer {secret}"})


def send(client: Any, path: str, data: dict[str, Any], method: str = "post") -> Any:
    """Send JSON."""
    return getattr(client, method)(f"{ACCOUNT}{path}", data, content_type="application/json")


def test_a_token_acts_as_its_account_without_a_csrf_token(erin: User) -> None:
    client = program(erin)
    assert client.get(ACCOUNT).json()["username"] == "erin"
    assert send(client, "", {"name": "Erin 🎬", "language": "de"}, "patch").json()["name"] == "Erin 🎬"
    erin.refresh_from_db()
    assert erin.first_name == "Erin 🎬" and ApiToken.objects.get().last_used is not None


@pytest.mark.parametrize("secret", ["", "tfx_made-up", "tfx_ü🎬", "a b"])
def test_a_token_that_is_none_is_refused_plainly(erin: User, secret: str) -> None:
    answer = TokenlessClient().get(ACCOUNT, headers={"authorization": f"Bearer {secret}".encode().decode("latin-1")})
    assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"


def test_without_a_token_or_a_session_nothing_is_told(client: SiteClient) -> None:
    for path in ("", "sessions/", "tokens/", "exports/", "exports/1/"):
        assert client.get(f"{ACCOUNT}{path}").status_code == 403


def test_a_token_that_may_read_changes_nothing_anywhere(erin: User) -> None:
    client = program(erin, "read")
    assert client.get(ACCOUNT).status_code == 200
    assert send(client, "", {"name": "x"}, "patch").status_code == 403
    assert client.delete(f"{ACCOUNT}sessions/").status_code == 403
    assert send(client, "deletion/", {"password": PASSWORD}).status_code == 403 and not Deletion.objects.exists()


def test_expired_revoked_disabled_and_deleted_are_all_refused(erin: User) -> None:
    client = program(erin, days=1)
    ApiToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert client.get(ACCOUNT).status_code == 401
    for change in (
        lambda: User.objects.update(is_active=False),
        lambda: User.objects.update(is_active=True) and Deletion.objects.create(user=erin, due=timezone.now()),
        lambda: ApiToken.objects.all().delete(),
    ):
        client = program(erin)
        change()
        assert client.get(ACCOUNT).status_code == 401


def test_a_closed_site_lets_good_tokens_in_alone(erin: User, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = True
    assert program(erin).get("/api/v1/titles/").status_code == 200
    headers = {"authorization": "Bearer tfx_made-up"}
    for path in ("/api/v1/titles/", "/api/v1/schema/", ACCOUNT):
        assert TokenlessClient().get(path, headers=headers).status_code == 401, path
    assert TokenlessClient().get("/saved/", headers=headers).status_code == 302


def test_making_a_token_takes_the_password_and_tells_the_secret_once(erins: SiteClient) -> None:
    assert send(erins, "tokens/", {"name": "script", "password": "guess"}).status_code == 400
    made = send(erins, "tokens/", {"name": "script", "scope": "write", "days": 30, "password": PASSWORD})
    assert made.status_code == 201 and made.json()["secret"].startswith("tfx_")
    listed = erins.get(f"{ACCOUNT}tokens/").json()
    assert [row["name"] for row in listed] == ["script"] and "secret" not in listed[0]
    assert made.json()["secret"] not in str(list(ApiToken.objects.values()))
    assert erins.delete(f"{ACCOUNT}tokens/{listed[0]['id']}/").status_code == 204 and not ApiToken.objects.exists()


def test_a_stolen_token_cannot_be_made_into_another(erin: User) -> None:
    assert send(program(erin), "tokens/", {"name": "more"}).status_code == 400 and ApiToken.objects.count() == 1


def test_an_account_has_so_many_tokens(erins: SiteClient, erin: User) -> None:
    ApiToken.objects.bulk_create(ApiToken(user=erin, name="x", digest=f"{n}", start="") for n in range(MAX_TOKENS))
    answer = send(erins, "tokens/", {"name": "one more", "password": PASSWORD})
    assert answer.status_code == 400 and "revoke some" in str(answer.json())


def test_guessing_the_password_here_ends_soon(erins: SiteClient, settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 100
    codes = [send(erins, "tokens/", {"name": "x", "password": f"guess {n}"}) for n in range(12)]
    assert codes[9].status_code == 400 and codes[-1].status_code == 429


def test_the_password_is_changed_and_devices_signed_out(erins: SiteClient, erin: User) -> None:
    bad = send(erins, "password/", {"password": PASSWORD, "new_password": "1234"})
    assert bad.status_code == 400 and "new_password" in bad.json()
    good = send(erins, "password/", {"password": PASSWORD, "new_password": "another-lantern-43"})
    assert good.status_code == 204 and erins.get(ACCOUNT).status_code == 403
    assert "was changed" in mail.outbox[-1].subject, "as when it is changed on the page"
    assert sign_in(SiteClient(), "erin", "another-lantern-43").status_code == 302


def test_the_address_is_changed_by_the_link_of_a_mail(erins: SiteClient, erin: User) -> None:
    assert send(erins, "email/", {"email": "new@example.org", "password": PASSWORD}).status_code == 202
    erins.post(link_in_mail())
    erin.refresh_from_db()
    assert erin.email == "new@example.org" and mail.outbox[0].to == ["new@example.org"]
    assert send(erins, "email/", {"email": "no address", "password": PASSWORD}).status_code == 400


def test_another_accounts_rows_are_not_there(erins: SiteClient, alice: User) -> None:
    alices = SiteClient()
    sign_in(alices, "alice", "alice-password")
    row, _ = token_make(alice, "hers", "read")
    export = Export.objects.create(user=alice, name="a.zip", size=1, expires=timezone.now() + timedelta(days=1))
    session = UserSession.objects.get(user=alice)
    for path in (f"tokens/{row.pk}/", f"sessions/{session.pk}/"):
        assert erins.delete(f"{ACCOUNT}{path}").status_code == 404
    assert erins.get(f"{ACCOUNT}exports/{export.pk}/").status_code == 404
    assert erins.post(f"/account/tokens/{row.pk}/revoke/").status_code == 404
    assert alices.get(ACCOUNT).json()["username"] == "alice" and ApiToken.objects.filter(pk=row.pk).exists()


def test_devices_are_told_without_their_keys(erins: SiteClient) -> None:
    (row,) = erins.get(f"{ACCOUNT}sessions/").json()
    assert row["is_current"] and "session_key" not in row
    assert erins.delete(f"{ACCOUNT}sessions/").status_code == 204 and erins.get(ACCOUNT).status_code == 403


def test_the_page_makes_a_token_after_the_password_and_shows_it_once(erins: SiteClient) -> None:
    fields = {"name": "page", "scope": "read", "days": "30"}
    assert erins.post("/account/tokens/", fields)["Location"].startswith("/accounts/reauthenticate/")
    erins.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/account/tokens/"})
    if not ApiToken.objects.exists():
        erins.post("/account/tokens/", fields)
    page = erins.get("/account/tokens/").content.decode()
    assert 'id="new-token"' in page and "tfx_" in page
    assert 'id="new-token"' not in erins.get("/account/tokens/").content.decode()
    row = ApiToken.objects.get()
    assert erins.post(f"/account/tokens/{row.pk}/revoke/").status_code == 302 and not ApiToken.objects.exists()


@pytest.mark.parametrize("fields", [{"name": "n" * 300}, {"name": ""}, {"scope": "root"}, {"days": "0"}])
def test_bad_input_of_the_token_form_is_named(erins: SiteClient, fields: dict[str, str]) -> None:
    erins.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = erins.post("/account/tokens/", {"name": "n", "scope": "read", "days": "1"} | fields).content.decode()
    assert f'id="id_{next(iter(fields))}_error"' in page and not ApiToken.objects.exists()


def test_the_schema_tells_of_tokens(client: SiteClient, db: None) -> None:
    schema = client.get("/api/v1/schema/?format=json").json()
    assert schema["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert "/api/v1/account/tokens/" in schema["paths"]
