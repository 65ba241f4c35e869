"""The second factor over REST: on with the password and a code, off with the password, nobody else's."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from tests.accounts.membership.conftest import PASSWORD, sign_in
from tests.accounts.membership.test_api import program
from tests.accounts.membership.test_api_sign_in import ask
from tests.accounts.membership.test_signed_in import code_of
from tests.clients import SiteClient
from trendflix.accounts.membership.second_factor import MINUTES

pytestmark = pytest.mark.django_db
FACTOR = "/api/v1/account/second-factor/"


def send(client: Any, method: str, **more: Any) -> Any:
    """Send the password, with what else is asked for."""
    return getattr(client, method)(FACTOR, {"password": PASSWORD} | more, content_type="application/json")


def switched_on(client: Any) -> list[str]:
    """Switch it on; the recovery codes."""
    offer = send(client, "post").json()
    answer = send(client, "put", key=offer["key"], code=code_of(offer["secret"]))
    codes: list[str] = answer.json()["recovery_codes"]
    return codes


def test_it_is_switched_on_used_and_switched_off_with_a_token(erin: User) -> None:
    client = program(erin)
    assert client.get(FACTOR).json() == {"is_on": False, "recovery_codes_left": 0}
    codes = switched_on(client)
    assert "Two-factor sign-in is on" in mail.outbox[-1].subject
    assert client.get(FACTOR).json() == {"is_on": True, "recovery_codes_left": len(codes)}
    assert ask("erin").json()["step"] == "second-factor" and ask("erin", code=codes[0]).status_code == 201
    assert sign_in(SiteClient(), "erin")["Location"].startswith("/accounts/2fa/authenticate/")
    assert send(client, "post").status_code == 400, "it is on already"
    assert send(client, "delete").status_code == 204 and not Authenticator.objects.exists()
    assert send(client, "delete").status_code == 404 and ask("erin").status_code == 201


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_changes_without_the_password(erin: User, method: str) -> None:
    client = program(erin)
    codes = switched_on(client) if method == "delete" else []
    answer = send(client, method, password="guess", key="x", code="123456")
    assert answer.status_code == 400 and list(answer.json()) == ["password"]
    assert Authenticator.objects.exists() == bool(codes)


def test_the_key_of_an_offer_is_for_one_account_and_for_a_while(
    erin: User, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = program(erin)
    offer = send(program(alice), "post", password="alice-password").json()
    good = send(client, "post").json()
    assert send(client, "put", key=offer["key"], code=code_of(offer["secret"])).status_code == 400
    assert send(client, "put", key="made-up", code=code_of(good["secret"])).status_code == 400
    assert "code" in send(client, "put", key=good["key"], code="000000").json()
    later = (timezone.now() + timedelta(minutes=MINUTES, seconds=1)).timestamp()
    monkeypatch.setattr("time.time", lambda: later)
    assert send(client, "put", key=good["key"], code=code_of(good["secret"])).status_code == 400
    assert not Authenticator.objects.exists()


def test_an_address_that_is_not_confirmed_comes_first(erin: User) -> None:
    EmailAddress.objects.filter(user=erin).update(verified=False)
    answer = send(program(erin), "post")
    assert answer.status_code == 400 and "Confirm the address" in str(answer.json())
