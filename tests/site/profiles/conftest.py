"""The household: Alice's account with a main profile, Ben (an adult) and Mia (a child of six)."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from tests.clients import SiteClient
from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import pin_set
from trendflix.accounts.profiles import profile_create
from trendflix.accounts.visitors import SESSION_PROFILE, Visitor

PIN = "2468"


@dataclass(frozen=True)
class Household:
    """Alice's account and its profiles."""

    user: User
    main: Viewer
    ben: Viewer
    mia: Viewer

    def browser(self, profile: Viewer | None = None) -> SiteClient:
        """A browser in which the account is signed in and a profile is chosen, if any."""
        client = SiteClient()
        client.force_login(self.user)
        if profile is not None:
            session = client.session
            session[SESSION_PROFILE] = profile.pk
            session.save()
        return client


@pytest.fixture(autouse=True)
def no_tries() -> None:
    """Tries of other tests do not count: databases that are rolled back give the same keys again."""
    cache.clear()


@pytest.fixture
def household(alice: User) -> Household:
    """Everybody was asked for tastes before."""
    main = Visitor(alice.pk, "").viewer()
    ben = profile_create(alice.pk, name="Ben", avatar="owl")
    mia = profile_create(alice.pk, name="Mia", avatar="fox", max_age=6, is_child=True)
    Viewer.objects.update(tastes_asked=True)
    return Household(alice, *(Viewer.objects.get(pk=one.pk) for one in (main, ben, mia)))


@pytest.fixture
def guarded(household: Household) -> Household:
    """The main profile has a PIN."""
    pin_set(household.main, PIN)
    return household
