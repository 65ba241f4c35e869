"""Signing in with an account of another site."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import Provider
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from catalog.keeping import watchlist_add
from catalog.models import Title, WatchlistEntry
from tests.clients import SiteClient
from trendflix.accounts.membership.invitations import invitation_make
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db


class Elsewhere(Provider):  # type: ignore[misc]  # allauth has no types
    """A provider that vouches for whom a test says."""

    id = name = "elsewhere"
    uses_apps = False


@pytest.fixture(autouse=True)
def provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site knows that provider."""
    monkeypatch.setattr(SocialAccount, "get_provider", lambda self, request=None: Elsewhere(request))


def arrive(client: SiteClient, email: str, uid: str = "7") -> HttpResponse:
    """Come back from there as somebody with a confirmed address."""
    request: Any = RequestFactory().get("/")
    request.session, request.user = client.session, AnonymousUser()
    request._messages = FallbackStorage(request)
    account = SocialAccount(provider="elsewhere", uid=uid, extra_data={})
    addresses = [EmailAddress(email=email, verified=True, primary=True)]
    user = User(email=email, username="ada")
    login = SocialLogin(user=user, account=account, email_addresses=addresses, provider=Elsewhere(request))
    with context.request_context(request):
        found: HttpResponse = complete_social_login(request, login)
    request.session.save()
    return found


def keep(client: SiteClient) -> None:
    """Keep a title in this browser, signed in nowhere."""
    session = client.session
    session["any"] = True
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    watchlist_add(Visitor(None, str(session.session_key)), Title.objects.create(name="Reel", slug="reel"))


def test_what_was_kept_before_is_the_accounts_after_coming_from_another_site(client: SiteClient) -> None:
    keep(client)
    assert arrive(client, "ada@example.org").status_code == 302
    user = User.objects.get(email="ada@example.org")
    assert SocialAccount.objects.get().user == user and not user.has_usable_password()
    assert WatchlistEntry.objects.get().viewer.user == user


def test_a_closed_site_makes_no_account_for_them_either(client: SiteClient, settings: Settings) -> None:
    settings.SIGN_UP = "closed"
    arrive(client, "ada@example.org")
    assert not User.objects.exists()


def test_an_invitation_is_spent_by_coming_from_another_site_too(client: SiteClient, settings: Settings) -> None:
    settings.SIGN_UP = "invitation"
    row, link = invitation_make()
    client.get(link.removeprefix(settings.SITE_ADDRESS))
    arrive(client, "ada@example.org")
    row.refresh_from_db()
    assert row.used_by is not None and row.used_by.email == "ada@example.org"
    arrive(client, "bea@example.org", uid="8")
    assert User.objects.count() == 1


def test_an_account_is_never_taken_over_because_the_address_is_the_same(client: SiteClient, erin: User) -> None:
    arrive(client, "erin@example.org")
    assert not SocialAccount.objects.filter(user=erin).exists()
