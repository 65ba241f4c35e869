"""Accounts and invitations over REST, for administrators: what they may, never see, and what is written down."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core import mail

from tests.accounts.membership.conftest import PASSWORD
from tests.accounts.membership.test_api import program
from tests.accounts.membership.test_api_sign_in import ask, with_token
from tests.clients import SiteClient, TokenlessClient
from trendflix.accounts.membership.models import Invitation
from trendflix.accounts.membership.streams import limit_of
from trendflix.accounts.pins import pin_set
from trendflix.accounts.profiles import profile_create, profiles_of

pytestmark = pytest.mark.django_db
ACCOUNTS, INVITATIONS = "/api/v1/accounts/", "/api/v1/invitations/"


@pytest.fixture
def desk(db: None) -> TokenlessClient:
    """A program of somebody in the group of support."""
    sam = User.objects.create_user("sam", password="sam-password", is_staff=True)
    sam.groups.add(Group.objects.get(name="Support"))
    return program(sam)


def send(client: Any, path: str, method: str = "post", **fields: Any) -> Any:
    """Send JSON."""
    return getattr(client, method)(path, fields, content_type="application/json")


def test_the_state_of_accounts_is_told_and_nothing_private(desk: TokenlessClient, erin: User) -> None:
    pin_set(profiles_of(erin.pk)[0], "2468")
    profile_create(erin.pk, name="Secretly Mia")
    answer = desk.get(f"{ACCOUNTS}?search=erin@")
    (row,) = answer.json()["results"]
    assert (row["username"], row["email_confirmed"], row["profiles"], row["streams"]) == ("erin", True, 2, 0)
    for private in ("2468", "Secretly", "pbkdf2", "pin"):
        assert private not in answer.content.decode() + desk.get(f"{ACCOUNTS}{erin.pk}/").content.decode()


def test_what_support_does_is_done_and_written_down(desk: TokenlessClient, erins: SiteClient, erin: User) -> None:
    television = with_token(ask("erin"))
    one = f"{ACCOUNTS}{erin.pk}/"
    assert send(desk, one, "patch", max_streams=3).json()["max_streams"] == limit_of(erin.pk) == 3
    assert send(desk, f"{one}sign-out/").status_code == 204
    assert television.get("/api/v1/account/").status_code == 401 and erins.get("/account/").status_code == 302
    assert send(desk, f"{one}reset/").status_code == 204 and "Reset" in mail.outbox[-1].subject
    assert send(desk, f"{one}disable/").status_code == 204 and ask("erin").json()["step"] == "disabled"
    assert send(desk, f"{one}enable/").status_code == 204 and ask("erin").status_code == 201
    told = LogEntry.objects.filter(object_id=str(erin.pk), user__username="sam").order_by("pk")
    assert [str(entry.get_change_message()) for entry in told] == [
        "Limited the streams.",
        "Signed out everywhere.",
        "Sent the mail to reset the password.",
        "Disabled and signed out.",
        "Enabled.",
    ]


def test_what_cannot_be_is_refused(desk: TokenlessClient, alice: User) -> None:
    assert send(desk, f"{ACCOUNTS}{alice.pk}/reset/").status_code == 400, "it has no address"
    for wrong in ({}, {"max_streams": -1}, {"max_streams": "many"}, {"max_streams": 10**9}):
        assert send(desk, f"{ACCOUNTS}{alice.pk}/", "patch", **wrong).status_code == 400, wrong
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("act", ["disable", "enable", "reset", "sign-out"])
def test_administrators_and_oneself_are_out_of_reach(desk: TokenlessClient, act: str) -> None:
    boss = User.objects.create_superuser("boss", "boss@example.org", PASSWORD)
    for target in (boss, User.objects.get(username="sam")):
        assert send(desk, f"{ACCOUNTS}{target.pk}/{act}/").status_code == 403
        assert send(desk, f"{ACCOUNTS}{target.pk}/", "patch", max_streams=1).status_code == 403
    assert not mail.outbox and User.objects.filter(is_active=True).count() == 2


def test_staff_without_the_permission_and_viewers_reach_nothing(erin: User, alice: User) -> None:
    alice.is_staff = True
    alice.save()
    for client in (program(alice), program(erin), TokenlessClient()):
        assert client.get(ACCOUNTS).status_code == client.get(INVITATIONS).status_code == 403
        assert send(client, f"{ACCOUNTS}{erin.pk}/disable/").status_code == 403
        assert send(client, INVITATIONS).status_code == 403
    erin.refresh_from_db()
    assert erin.is_active and not Invitation.objects.exists()


def test_an_invitation_is_made_mailed_listed_without_its_link_and_revoked(desk: TokenlessClient) -> None:
    made = send(desk, INVITATIONS, email="guest@example.org", by_mail=True)
    assert made.status_code == 201 and made.json()["link"] in str(mail.outbox[0].body)
    listed = desk.get(INVITATIONS).json()["results"]
    assert [row["email"] for row in listed] == ["guest@example.org"] and "link" not in listed[0]
    assert send(desk, INVITATIONS, by_mail=True).json().keys() == {"email"}
    assert "email" in send(desk, INVITATIONS, email="no address").json()
    assert desk.delete(f"{INVITATIONS}{listed[0]['id']}/").status_code == 403, "support makes and sees them"
    boss = program(User.objects.create_superuser("boss"))
    assert boss.delete(f"{INVITATIONS}{listed[0]['id']}/").status_code == 204 and not Invitation.objects.exists()
