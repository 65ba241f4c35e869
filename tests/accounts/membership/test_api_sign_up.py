"""An account's beginning and end over REST: sign up, confirm, reset, keep; enumeration tells nothing here either."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from tests.accounts.membership.conftest import PASSWORD, link_in_mail, sign_in
from tests.accounts.membership.test_api_sign_in import ask, with_token
from tests.clients import SiteClient, TokenlessClient
from trendflix.accounts.membership.deletion import deletion_request, deletions_job
from trendflix.accounts.membership.invitations import invitation_make
from trendflix.accounts.membership.models import Deletion, Invitation
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def send(path: str, **fields: Any) -> Any:
    """Ask, as a program that has nothing yet."""
    return TokenlessClient().post(f"/api/v1/auth/{path}/", fields, content_type="application/json")


def join(name: str = "zoe", email: str = "zoe@example.org", **more: Any) -> Any:
    """Sign up."""
    return send("sign-up", **({"username": name, "email": email, "password": PASSWORD} | more))


def key_in_mail(number: int = -1) -> str:
    """The last part of the link of a mail."""
    return link_in_mail(number).rstrip("/").rsplit("/", 1)[-1]


def test_one_signs_up_confirms_and_signs_in_without_a_browser(db: None) -> None:
    answer = join()
    assert answer.status_code == 201 and answer.json() == {"username": "zoe", "must_confirm": True}
    assert not answer.cookies and ask("zoe").json()["step"] == "confirmation"
    assert send("confirm", key=key_in_mail()).status_code == 204
    account = with_token(ask("zoe@example.org")).get("/api/v1/account/").json()
    assert account["email_confirmed"] and account["username"] == "zoe"
    assert send("confirm", key=key_in_mail()).json() == {"key": ["This link is wrong, too old, or was used already."]}


def test_a_taken_address_is_answered_as_a_free_one_and_told_to_its_owner(erin: User) -> None:
    taken, free = join("mallory", "erin@example.org"), join("mallory2", "free@example.org")
    assert taken.status_code == free.status_code and taken.json().keys() == free.json().keys()
    assert taken.json()["must_confirm"] == free.json()["must_confirm"]
    assert "already" in mail.outbox[0].subject and mail.outbox[0].to == ["erin@example.org"]
    assert "confirm-email" not in str(mail.outbox[0].body)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "erin"),
        ("username", "a@b"),
        ("username", "🎬" * 300),
        ("password", "1234"),
        ("email", "no address"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(erin: User, field: str, value: str) -> None:
    answer = join(**{"name" if field == "username" else field: value})
    assert answer.status_code == 400 and list(answer.json()) == [field]
    assert User.objects.count() == 1 and not mail.outbox


def test_where_sign_up_is_closed_nobody_gets_in(db: None, settings: Settings) -> None:
    settings.SIGN_UP = "closed"
    _, link = invitation_make()
    assert join().status_code == 403 and join(invitation=link.rstrip("/").rsplit("/", 1)[-1]).status_code == 403
    assert not User.objects.exists()


def test_an_invitation_lets_one_person_in_once(db: None, settings: Settings) -> None:
    settings.SIGN_UP, settings.REQUIRE_LOGIN = "invitation", True
    _, link = invitation_make("zoe@example.org")
    secret = link.rstrip("/").rsplit("/", 1)[-1]
    assert join().status_code == 403 and "invitation" in join(invitation="made-up").json()
    assert "email" in join(email="other@example.org", invitation=secret).json(), "it is for one address"
    assert join(invitation=secret).status_code == 201
    assert Invitation.objects.get().used_by == User.objects.get()
    again = join("yan", "zoe@example.org", invitation=secret)
    assert again.status_code == 400 and "invitation" in again.json() and User.objects.count() == 1


def test_without_mail_the_account_works_at_once(db: None, settings: Settings) -> None:
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    answer = send("sign-up", username="zoe", password=PASSWORD)
    assert answer.json() == {"username": "zoe", "must_confirm": False} and ask("zoe").status_code == 201


def test_sign_ups_are_counted(db: None) -> None:
    codes = [join(f"zoe{number}", f"zoe{number}@example.org").status_code for number in range(12)]
    assert codes[0] == 201 and codes[-1] == 429


def test_a_forgotten_password_is_reset_once(erin: User) -> None:
    browser = SiteClient()
    sign_in(browser, "erin")
    assert send("reset", email="erin@example.org").status_code == 202
    key = key_in_mail()
    assert "password" in send("reset/confirm", key=key, password="1234").json()
    assert send("reset/confirm", key=key, password="another-lantern-43").status_code == 204
    assert browser.get("/account/").status_code == 302, "devices are signed out"
    assert ask("erin").status_code == 400 and ask("erin", password="another-lantern-43").status_code == 201
    assert "key" in send("reset/confirm", key=key, password="another-lantern-44").json()


def test_the_answer_to_a_reset_tells_nothing_and_is_counted_by_address(erin: User) -> None:
    for address in ("erin@example.org", "free@example.org"):
        codes = [send("reset", email=address).status_code for _ in range(4)]
        assert codes == [202, 202, 202, 429], address


@pytest.mark.parametrize("key", ["x", "1-2-3", "ü🎬", "-", "MQ:1:2", "a" * 500])
@pytest.mark.parametrize("path", ["confirm", "reset/confirm", "keep"])
def test_a_made_up_key_opens_nothing(erin: User, path: str, key: str) -> None:
    answer = send(path, key=key, password="another-lantern-43")
    assert answer.status_code == 400 and list(answer.json()) == ["key"]


def test_an_address_is_changed_by_the_key_of_the_mail(erins: SiteClient, erin: User) -> None:
    fields = {"email": "new@example.org", "password": PASSWORD}
    erins.post("/api/v1/account/email/", fields, content_type="application/json")
    assert send("confirm", key=key_in_mail()).status_code == 204
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@example.org"]
    assert "messages" not in erins.cookies, "a program's answers leave no message for the next page"


def test_a_deletion_is_taken_back_by_the_key_of_the_mail_once(erin: User) -> None:
    deletion_request(erin)
    key = key_in_mail()
    assert send("keep", key=key).status_code == 204 and not Deletion.objects.exists()
    assert "key" in send("keep", key=key).json() and ask("erin").status_code == 201


def test_a_deletion_that_is_done_cannot_be_taken_back(erin: User) -> None:
    deletion_request(erin)
    key = key_in_mail()
    Deletion.objects.update(due=timezone.now() - timedelta(seconds=1))
    deletions_job(Job(), silent)
    assert not User.objects.filter(username="erin").exists() and "key" in send("keep", key=key).json()
