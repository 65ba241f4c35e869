"""Signing up: open, by invitation or closed; confirmed by mail; nothing told of who has an account."""

import re
import smtplib
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from pytest_django import Settings

from catalog.keeping import watchlist_add
from catalog.models import Title, WatchlistEntry
from tests.accounts.membership.conftest import PASSWORD, link_in_mail, sign_in, sign_up
from tests.clients import SiteClient
from trendflix.accounts.membership.invitations import invitation_make, invitation_send
from trendflix.accounts.membership.mail import mails_job
from trendflix.accounts.membership.models import Account, Invitation, OutgoingMail
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def test_an_account_can_be_used_once_its_address_is_confirmed(client: SiteClient) -> None:
    assert sign_up(client)["Location"] == "/accounts/confirm-email/"
    assert not client.get("/").wsgi_request.user.is_authenticated
    assert mail.outbox[0].to == ["zoe@example.org"] and "Confirm" in mail.outbox[0].subject
    link = link_in_mail()
    assert client.get(link).status_code == 200
    assert client.post(link)["Location"] == "/"
    home = client.get("/")
    assert home.wsgi_request.user.username == "zoe" and home.content.decode().count("is confirmed") == 1


def test_a_link_that_was_used_or_is_old_confirms_nothing(client: SiteClient, settings: Settings) -> None:
    sign_up(client)
    link = link_in_mail()
    client.post(link)
    assert SiteClient().post(link).status_code == 404
    address = EmailAddress.objects.get()
    EmailAddress.objects.update(verified=False)
    old = EmailConfirmationHMAC(address).key
    settings.ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 0
    assert SiteClient().post(f"/accounts/confirm-email/{old}/").status_code == 404
    assert "confirm" in SiteClient().get(f"/accounts/confirm-email/{old}/").content.decode().lower()


def test_the_answer_for_a_taken_address_is_that_for_a_new_one(erin: User) -> None:
    one, two = SiteClient(), SiteClient()
    new, taken = sign_up(one), sign_up(two, "mallory", "erin@example.org")
    assert (new.status_code, new["Location"]) == (taken.status_code, taken["Location"])
    told = [shown(browser, answer["Location"]) for browser, answer in ((one, new), (two, taken))]
    assert told[0] == told[1].replace("erin@", "zoe@")
    assert [message.to for message in mail.outbox] == [["zoe@example.org"], ["erin@example.org"]]
    assert "already" in mail.outbox[1].subject


def shown(client: SiteClient, path: str) -> str:
    """A page without what differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(path).content.decode())


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "z" * 300}, "username"),
        ({"name": ""}, "username"),
        ({"name": "zoe 🎬"}, "username"),
        ({"email": f"{'z' * 300}@example.org"}, "email"),
        ({"email": "zoe@🎬"}, "email"),
        ({"password": "1234"}, "password1"),
    ],
)
def test_bad_input_is_named_beside_its_field(client: SiteClient, fields: dict[str, str], field: str) -> None:
    answer = sign_up(client, **fields)
    page = answer.content.decode()
    assert answer.status_code == 200 and f'id="id_{field}_error"' in page and not User.objects.exists()


def test_a_password_may_be_300_characters_and_emoji(client: SiteClient) -> None:
    password = "🎬 film " * 43
    sign_up(client, password=password)
    client.post(link_in_mail())
    other = SiteClient()
    assert sign_in(other, "zoe", password).status_code == 302 and other.get("/account/").status_code == 200


def test_a_closed_site_shows_no_form_and_takes_none(client: SiteClient, settings: Settings) -> None:
    settings.SIGN_UP = "closed"
    page = client.get("/accounts/signup/").content.decode()
    assert "No new accounts" in page and 'name="username"' not in page
    sign_up(client)
    assert not User.objects.exists()


def test_an_invitation_lets_one_person_sign_up(client: SiteClient, settings: Settings) -> None:
    settings.SIGN_UP = "invitation"
    assert 'name="username"' not in client.get("/accounts/signup/").content.decode()
    row, link = invitation_make()
    path = link.removeprefix(settings.SITE_ADDRESS)
    assert client.get(path)["Location"] == "/accounts/signup/"
    assert sign_up(client).status_code == 302
    row.refresh_from_db()
    assert row.used_by is not None and row.used_by.username == "zoe" and not row.is_open
    other = SiteClient()
    assert other.get(path).status_code == 410
    sign_up(other, "mallory", "mallory@example.org")
    assert not User.objects.filter(username="mallory").exists()


def test_an_invitation_that_two_follow_is_used_by_the_first(settings: Settings) -> None:
    settings.SIGN_UP = "invitation"
    _, link = invitation_make()
    one, two = SiteClient(), SiteClient()
    for browser in (one, two):
        browser.get(link.removeprefix(settings.SITE_ADDRESS))
    assert sign_up(one).status_code == 302
    assert "No new accounts" in sign_up(two, "mallory", "mallory@example.org").content.decode()
    assert [user.username for user in User.objects.all()] == ["zoe"]


def test_an_expired_or_made_up_invitation_says_so(client: SiteClient, settings: Settings) -> None:
    settings.SIGN_UP = "invitation"
    _, link = invitation_make()
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))
    for path in (link.removeprefix(settings.SITE_ADDRESS), "/accounts/invitation/made-up/", "/accounts/invitation/🎬/"):
        answer = client.get(path)
        assert answer.status_code == 410 and "has expired" in answer.content.decode()


def test_an_invitation_to_an_address_is_for_that_address(client: SiteClient, settings: Settings) -> None:
    settings.SIGN_UP = "invitation"
    row, link = invitation_make("Zoe@example.org")
    assert invitation_send(row, link, "de") and mail.outbox[0].to == ["zoe@example.org"] and link in mail.outbox[0].body
    client.get(link.removeprefix(settings.SITE_ADDRESS))
    assert "another e-mail address" in sign_up(client, email="mallory@example.org").content.decode()
    assert sign_up(client).status_code == 302


def test_an_address_that_is_none_cannot_be_invited() -> None:
    with pytest.raises(UserError, match="no e-mail address"):
        invitation_make("zoe at home")
    assert not Invitation.objects.exists()


def test_the_secret_of_an_invitation_is_stored_nowhere() -> None:
    _, link = invitation_make()
    secret = link.rstrip("/").rsplit("/", 1)[-1]
    assert secret not in str(list(Invitation.objects.values()))


def test_asking_too_often_is_refused(client: SiteClient, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}
    answers = [sign_up(client, f"zoe{number}", f"zoe{number}@example.org").status_code for number in range(3)]
    assert answers == [302, 302, 429] and User.objects.count() == 2


def test_a_mail_server_that_fails_breaks_nothing_and_loses_nothing(
    client: SiteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **more: Any) -> None:
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert sign_up(client).status_code == 302
        assert "mail server does not answer" in client.get("/accounts/confirm-email/").content.decode()
        assert mails_job(Job(), silent)["sent"] == 0
    waiting = OutgoingMail.objects.get()
    assert (waiting.recipient, waiting.attempts, waiting.error) == ("zoe@example.org", 2, "gone")
    assert mails_job(Job(), silent) == {"sent": 1, "given_up": 0}
    assert client.post(link_in_mail())["Location"] == "/" and not OutgoingMail.objects.exists()


def test_mail_is_in_the_language_of_who_asked_and_has_both_forms(client: SiteClient) -> None:
    client.cookies["django_language"] = "de"
    sign_up(client)
    message = mail.outbox[0]
    assert Account.objects.get().language == "de"
    assert isinstance(message, EmailMultiAlternatives)
    html = str(message.alternatives[0][0])
    assert 'lang="de"' in html and f'href="http://testserver{link_in_mail()}"' in html


def test_a_mail_to_an_account_is_in_its_language_whoever_caused_it(client: SiteClient, erin: User) -> None:
    Account.objects.create(user=erin, language="de")
    for path, fields in (
        ("/accounts/password/reset/", {"email": erin.email}),
        ("/accounts/signup/", {"username": "mallory", "email": erin.email, "password1": PASSWORD}),
    ):
        client.post(path, fields)
        message = mail.outbox[-1]
        assert isinstance(message, EmailMultiAlternatives) and 'lang="de"' in str(message.alternatives[0][0])


def keep_something(client: SiteClient) -> Title:
    """Somebody anonymous keeps a title in this browser."""
    title, _ = Title.objects.get_or_create(name="Reel", slug="reel")
    session = client.session
    session["any"] = True
    session.save()
    watchlist_add(Visitor(None, session.session_key or ""), title)
    return title


def kept_by(name: str) -> list[str]:
    """What an account has on its list."""
    rows = WatchlistEntry.objects.filter(viewer__user__username=name, viewer__is_main=True)
    return list(rows.values_list("title__slug", flat=True))


def test_what_was_kept_before_is_the_accounts_after_signing_up_without_confirmation(
    client: SiteClient, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "optional"
    keep_something(client)
    assert sign_up(client)["Location"] == "/" and kept_by("zoe") == ["reel"]


def test_what_was_kept_before_is_the_accounts_after_confirming(client: SiteClient) -> None:
    keep_something(client)
    sign_up(client)
    assert kept_by("zoe") == []
    client.post(link_in_mail())
    assert kept_by("zoe") == ["reel"]


def test_what_was_kept_before_is_the_accounts_after_signing_in(client: SiteClient, erin: User) -> None:
    keep_something(client)
    sign_in(client, "erin@example.org")
    assert kept_by("erin") == ["reel"]
    assert PASSWORD not in str(list(client.session.items()))
