"""A site that sends mail, and people who sign up and in by its pages."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from pytest_django import Settings

from tests.clients import SiteClient

PASSWORD = "green-lantern-42"
LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture(autouse=True)
def mailing(settings: Settings) -> None:
    """Mail goes out, and addresses have to be confirmed; nothing was counted before."""
    settings.HAS_MAIL = settings.CONFIRM_EMAIL = True
    settings.SIGN_UP = "open"
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    cache.clear()


def sign_up(client: SiteClient, name: str = "zoe", email: str = "zoe@example.org", password: str = PASSWORD) -> Any:
    """Send the form of sign-up."""
    return client.post("/accounts/signup/", {"username": name, "email": email, "password1": password})


def sign_in(client: SiteClient, name: str, password: str = PASSWORD) -> Any:
    """Send the form of sign-in."""
    return client.post("/accounts/login/", {"login": name, "password": password})


def link_in_mail(number: int = -1) -> str:
    """The path of the first link of a mail."""
    paths: list[str] = [path for path in LINK.findall(str(mail.outbox[number].body)) if path.startswith("/accounts/")]
    assert paths, mail.outbox[number].body
    return paths[0]


@pytest.fixture
def erin(db: None) -> User:
    """Somebody with a confirmed address."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user("erin", "erin@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def erins(erin: User) -> SiteClient:
    """Her browser, signed in by the form."""
    client = SiteClient()
    assert sign_in(client, "erin").status_code == 302
    return client
