"""Signing in over REST gives a token, past the same stages as on the page; nothing tells who has an account."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from tests.accounts.membership.conftest import PASSWORD, link_in_mail, sign_up
from tests.accounts.membership.test_signed_in import code_of
from tests.clients import SiteClient, TokenlessClient
from tests.site.test_visibility import played
from trendflix.accounts.membership.deletion import deletion_request
from trendflix.accounts.membership.models import ApiToken, Deletion
from trendflix.accounts.membership.support import ACTS
from trendflix.accounts.membership.tokens import MAX_TOKENS, token_make

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def ask(login: str, client: Any = None, **more: Any) -> Any:
    """Send the sign-in of a program that has nothing yet."""
    fields = {"login": login, "password": PASSWORD, "name": "TV", "scope": "write"} | more
    return (client or TokenlessClient()).post("/api/v1/auth/sign-in/", fields, content_type="application/json")


def with_token(answer: Any) -> TokenlessClient:
    """A program with the token of an answer."""
    assert answer.status_code == 201, answer.content
    return TokenlessClient(headers={"authorization": f"Bearer {answer.json()['secret']}"})


@pytest.mark.parametrize("login", ["erin", "Erin@Example.org"])
def test_name_or_address_and_password_give_a_token_that_works_and_no_session(erin: User, login: str) -> None:
    answer = ask(login)
    assert with_token(answer).get("/api/v1/account/").json()["username"] == "erin"
    assert not answer.cookies and not Session.objects.exists()
    erin.refresh_from_db()
    assert erin.last_login is not None and ApiToken.objects.get().name == "TV"


def test_it_works_on_a_closed_site_and_beside_a_token_that_is_no_good(erin: User, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = True
    stale = TokenlessClient(headers={"authorization": "Bearer tfx_revoked"})
    assert with_token(ask("erin", stale)).get("/api/v1/titles/").status_code == 200


def test_a_wrong_password_and_an_unknown_name_are_told_alike(erin: User) -> None:
    told = [ask("erin", password="guess"), ask("nobody-here"), ask("free@example.org")]
    assert {answer.status_code for answer in told} == {400} and len({answer.content for answer in told}) == 1
    assert not ApiToken.objects.exists()


def test_guesses_are_counted_with_those_of_the_page(erin: User, settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    codes = [ask("erin", password=f"guess {number}").status_code for number in range(4)]
    locked = ask("erin")
    assert codes[-1] == locked.status_code == 429 and locked["Retry-After"] and "Wait" in locked.json()["detail"]
    assert SiteClient().post("/accounts/login/", {"login": "erin", "password": PASSWORD}).status_code == 429


def test_a_second_factor_is_asked_for_after_the_password_alone(erin: User) -> None:
    TOTP.activate(erin, SECRET)
    assert ask("erin", password="guess").status_code == 400, "a guess is not told that there is one"
    held = ask("erin")
    assert held.status_code == 403 and held.json()["step"] == "second-factor" and not ApiToken.objects.exists()
    assert "code" in ask("erin", code="000000").json()
    code = code_of(SECRET)
    assert with_token(ask("erin", code=code)).get("/api/v1/account/").json()["has_second_factor"]
    assert ask("erin", code=code).status_code == 400, "a code is good once"


def test_a_recovery_code_is_good_once(erin: User) -> None:
    TOTP.activate(erin, SECRET)
    code = RecoveryCodes.activate(erin).get_unused_codes()[0]
    assert [ask("erin", code=code).status_code for _ in range(2)] == [201, 400]
    assert Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).last_used_at


def test_guessing_the_code_ends_soon(erin: User) -> None:
    TOTP.activate(erin, SECRET)
    assert {ask("erin", code=f"{number:06}").status_code for number in range(20)} == {400}
    assert ask("erin", code=code_of(SECRET)).status_code == 429


def test_an_unconfirmed_address_holds_it_whoever_has_that_address(erin: User) -> None:
    told = []
    for name, address in (("mallory", "erin@example.org"), ("zoe", "free@example.org")):
        sign_up(SiteClient(), name, address)
        told.append(ask(name))
    assert told[0].status_code == 403 and told[0].json()["step"] == "confirmation"
    assert told[0].content == told[1].content and not ApiToken.objects.exists()


def test_a_disabled_account_gets_none(erin: User) -> None:
    User.objects.update(is_active=False)
    assert ask("erin").json()["step"] == "disabled" and not ApiToken.objects.exists()


def test_an_account_that_is_to_be_deleted_asks_whether_it_stays(erin: User) -> None:
    deletion_request(erin)
    assert ask("erin").json()["step"] == "deletion" and Deletion.objects.exists()
    assert with_token(ask("erin", keep=True)).get("/api/v1/account/").status_code == 200
    assert not Deletion.objects.exists()


def test_the_second_factor_comes_before_the_deletion_is_taken_back(erin: User) -> None:
    TOTP.activate(erin, SECRET)
    deletion_request(erin)
    assert ask("erin", keep=True).json()["step"] == "second-factor" and Deletion.objects.exists()


def test_a_stage_that_is_not_known_here_holds_it(erin: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from trendflix.accounts.membership import sign_in_steps

    monkeypatch.delitem(sign_in_steps.ANSWERED, "mfa_authenticate")
    monkeypatch.delitem(sign_in_steps.STEPS, "mfa_authenticate")
    TOTP.activate(erin, SECRET)
    assert ask("erin", code=code_of(SECRET)).json()["step"] == "page" and not ApiToken.objects.exists()


def test_what_its_anonymous_session_kept_is_the_accounts(erin: User) -> None:
    played(Title.objects.create(name="Harbour Film", slug="harbour"))
    browser = SiteClient()
    assert browser.put("/api/v1/watchlist/harbour/").status_code < 300
    shown = with_token(ask("erin", browser)).get("/api/v1/watchlist/").json()
    assert "harbour" in str(shown)


@pytest.mark.parametrize("way", ["page", "api", "admin", "password", "reset"])
def test_signing_out_everywhere_and_another_password_end_it_and_leave_tokens_made_on_purpose(
    erins: SiteClient, erin: User, way: str
) -> None:
    token_make(erin, "backup", "read")
    television = with_token(ask("erin"))
    new = {"password1": "another-lantern-43", "password2": "another-lantern-43"}
    if way == "page":
        erins.post("/account/sessions/end/")
    elif way == "api":
        erins.delete("/api/v1/account/sessions/")
    elif way == "admin":
        for act in ("disable", "enable"):
            ACTS[act][0](HttpRequest(), erin)
    elif way == "password":
        erins.post("/accounts/password/change/", {"oldpassword": PASSWORD} | new)
    else:
        erins.post("/accounts/password/reset/", {"email": "erin@example.org"})
        erins.post(erins.get(link_in_mail())["Location"], new)
    assert television.get("/api/v1/account/").status_code == 401
    assert [row.name for row in ApiToken.objects.all()] == ["backup"]


def test_a_sign_in_ends_after_a_year_where_nothing_else_is_asked_for(erin: User) -> None:
    for days, expected in ((None, None), (3, 3), ("default", 365)):
        ask("erin", **({} if days == "default" else {"days": days}))
        expires = ApiToken.objects.latest("pk").expires
        assert (expires and round((expires - timezone.now()) / timedelta(days=1))) == expected


def test_one_sign_in_too_many_ends_the_oldest_and_no_token_made_on_purpose(erin: User) -> None:
    token_make(erin, "backup", "read")
    more = (ApiToken(user=erin, name=f"{n}", digest=f"{n}", start="", is_sign_in=True) for n in range(MAX_TOKENS - 1))
    ApiToken.objects.bulk_create(more)
    assert ask("erin").status_code == 201
    names = {row.name for row in ApiToken.objects.all()}
    assert len(names) == MAX_TOKENS and {"backup", "TV"} <= names and "0" not in names
    ApiToken.objects.update(is_sign_in=False)
    assert "revoke some" in str(ask("erin").json()), "not where all of them were made on purpose"
