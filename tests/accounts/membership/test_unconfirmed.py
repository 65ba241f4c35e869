"""Accounts whose address was never confirmed go after a while, and only those."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from tests.accounts.membership.conftest import link_in_mail, sign_up
from tests.clients import SiteClient
from trendflix.accounts.membership.deletion import deletions_job
from trendflix.accounts.membership.unconfirmed import UNCONFIRMED
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def later() -> None:
    """Everybody joined some time ago."""
    User.objects.update(date_joined=timezone.now() - UNCONFIRMED - timedelta(hours=1))


def test_one_that_nobody_confirmed_goes_and_no_mail_tells_of_it(client: SiteClient) -> None:
    sign_up(client)
    assert deletions_job(Job(), silent)["unconfirmed"] == 0
    later()
    assert deletions_job(Job(), silent)["unconfirmed"] == 1
    assert not User.objects.exists() and not EmailAddress.objects.exists() and len(mail.outbox) == 1


def test_those_that_are_used_or_made_by_an_administrator_stay(client: SiteClient, erin: User, carol: User) -> None:
    sign_up(client)
    client.post(link_in_mail())
    made = User.objects.create_user("made", "made@example.org", "green-lantern-42")
    EmailAddress.objects.create(user=made, email=made.email)
    later()
    assert deletions_job(Job(), silent)["unconfirmed"] == 0 and User.objects.count() == 4
