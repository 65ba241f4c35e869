"""PINs: what can be one, what is kept of it, and how often it may be guessed."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from trendflix.accounts import pins
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(alice: User) -> Viewer:
    """A profile of which nobody guessed yet."""
    cache.clear()
    return Visitor(alice.pk, "").viewer()


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "１２３４", " 1234", "-123"])
def test_a_pin_is_four_to_eight_digits(profile: Viewer, pin: str) -> None:
    with pytest.raises(UserError, match="4 to 8 digits"):
        pins.pin_set(profile, pin)
    assert profile.pin == ""


def test_a_pin_is_kept_as_a_hash_and_removed_by_none(profile: Viewer) -> None:
    pins.pin_set(profile, "2468")
    assert "2468" not in Viewer.objects.get(pk=profile.pk).pin
    pins.secret_check(profile, "2468")
    pins.pin_set(profile, "")
    assert Viewer.objects.get(pk=profile.pk).pin == ""


def test_a_profile_without_a_pin_is_opened_with_the_accounts_password(profile: Viewer, alice: User) -> None:
    pins.secret_check(profile, "alice-password", alice)
    for secret in ("", "2468"):
        with pytest.raises(pins.WrongSecret):
            pins.secret_check(profile, secret, alice)


def test_an_account_without_a_password_has_nothing_to_ask_for(profile: Viewer, alice: User) -> None:
    assert pins.is_guarded(profile, alice)
    alice.set_unusable_password()
    assert not pins.is_guarded(profile, alice)
    pins.pin_set(profile, "2468")
    assert pins.is_guarded(profile, alice)


def test_the_right_pin_does_not_help_after_ten_wrong_ones_until_the_wait_is_over(profile: Viewer) -> None:
    pins.pin_set(profile, "2468")
    for _ in range(pins.MAX_FAILURES):
        with pytest.raises(pins.WrongSecret, match="not right"):
            pins.secret_check(profile, "0000")
    with pytest.raises(pins.WrongSecret, match="Wait 15 minutes"):
        pins.secret_check(profile, "2468")
    cache.delete(f"pin-failures-{profile.pk}")
    pins.secret_check(profile, "2468")
