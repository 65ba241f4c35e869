"""Signing up with an address that another account has: nothing that follows tells so, and nobody gets it."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache

from tests.accounts.membership.conftest import link_in_mail, sign_in, sign_up
from tests.clients import SiteClient

pytestmark = pytest.mark.django_db
MALLORYS = "lantern-of-mallory"


@pytest.mark.parametrize("by_address", [False, True])
@pytest.mark.parametrize("password", [MALLORYS, "guess-of-mallory-1"])
def test_it_is_not_told_by_the_name_or_by_signing_in(erin: User, by_address: bool, password: str) -> None:
    told = []
    for address in ("erin@example.org", "free@example.org"):
        sign_up(SiteClient(), "mallory", address, MALLORYS)
        again = sign_up(SiteClient(), "mallory", "third@example.org")
        answer = sign_in(SiteClient(), address if by_address else "mallory", password)
        told.append((again.status_code, answer.status_code, answer.get("Location")))
        User.objects.filter(username="mallory").delete()
        cache.clear()
    assert told[0] == told[1]
    assert sign_in(SiteClient(), "erin@example.org").status_code == 302, "and its owner signs in as before"


def test_nobody_gets_it_confirmed(erin: User) -> None:
    mallory = SiteClient()
    sign_up(mallory, "mallory", "erin@example.org", MALLORYS)
    assert "already" in mail.outbox[-1].subject and "confirm-email" not in str(mail.outbox[-1].body)
    cache.clear()
    assert "confirm-email" in sign_in(mallory, "mallory", MALLORYS)["Location"]
    assert "already" in mail.outbox[-1].subject and mallory.get("/account/").status_code == 302


def test_of_two_who_signed_up_with_one_its_owner_gets_it(client: SiteClient) -> None:
    sign_up(SiteClient(), "mallory", "zoe@example.org", MALLORYS)
    cache.clear()
    sign_up(client)
    client.post(link_in_mail())
    assert client.get("/account/").context["user"].username == "zoe"
    client.post(link_in_mail(0))
    assert [row.user.username for row in EmailAddress.objects.filter(verified=True)] == ["zoe"]


@pytest.mark.parametrize("name", ["erin@example.org", "zoe@home", "@zoe"])
def test_a_name_that_looks_like_one_is_refused(client: SiteClient, name: str) -> None:
    assert "A user name holds no @" in sign_up(client, name).content.decode() and not User.objects.exists()
