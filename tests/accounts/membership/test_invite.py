"""``manage.py invite``."""

import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from trendflix.accounts.membership.models import Invitation

pytestmark = pytest.mark.django_db


def invite(*words: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("invite", *words, stdout=out)
    return out.getvalue().strip()


def test_an_address_is_invited_by_mail_and_scripts_get_json() -> None:
    told = json.loads(invite("zoe@example.org", "--json"))
    assert told["sent"] and told["link"] in mail.outbox[0].body and told["email"] == "zoe@example.org"


def test_a_link_alone_is_printed() -> None:
    assert "/accounts/invitation/" in invite("--link") and "/accounts/invitation/" in invite()
    assert not mail.outbox and Invitation.objects.count() == 2


def test_an_address_that_is_none_is_said_in_one_line() -> None:
    with pytest.raises(CommandError, match="no e-mail address"):
        invite("zoe")
    assert not Invitation.objects.exists()
