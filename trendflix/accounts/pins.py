"""PINs of profiles, and what opens an account's profiles: the main profile's PIN, or the account's password."""

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.core.cache import cache
from django.utils.translation import gettext, ngettext

from trendflix.accounts.models import Viewer
from trendflix.core.errors import UserError

MIN_DIGITS, MAX_DIGITS = 4, 8
MAX_FAILURES = 10
LOCKED_SECONDS = 900


class WrongSecret(UserError):
    """The PIN or the password is not right."""


def pin_check_form(pin: str) -> None:
    """Raise ``UserError`` where this cannot be a PIN."""
    if not (pin.isascii() and pin.isdecimal() and MIN_DIGITS <= len(pin) <= MAX_DIGITS):
        limits = {"least": MIN_DIGITS, "most": MAX_DIGITS}
        raise UserError(gettext("A PIN has %(least)s to %(most)s digits.") % limits)


def pin_set(profile: Viewer, pin: str) -> None:
    """Give a profile a PIN, or none where it is empty. Raises ``UserError`` where it cannot be one."""
    if pin:
        pin_check_form(pin)
    profile.pin = make_password(pin) if pin else ""
    profile.save(update_fields=["pin"])


def pin_forget(profile: Viewer) -> None:
    """Take a profile's PIN away, and forget how often it was guessed."""
    pin_set(profile, "")
    cache.delete(_failures(profile))


def secret_check(profile: Viewer, secret: str, user: User | None = None) -> None:
    """Raise ``WrongSecret`` unless this is the profile's PIN; of one without, the password of ``user``.

    After ``MAX_FAILURES`` in a row no further one is tried for ``LOCKED_SECONDS``, whether it would be right or not.
    """
    key = _failures(profile)
    cache.add(key, 0, LOCKED_SECONDS)
    if _counted(key) > MAX_FAILURES:
        raise WrongSecret(_locked())
    if _is_right(profile, secret, user):
        cache.delete(key)
        return
    raise WrongSecret(gettext("That is not right."))


def is_guarded(profile: Viewer, user: User) -> bool:
    """Whether ``secret_check`` has anything to ask for: an account that signs in elsewhere may have no password."""
    return bool(profile.pin) or user.has_usable_password()


def _is_right(profile: Viewer, secret: str, user: User | None) -> bool:
    if profile.pin:
        return check_password(secret, profile.pin)
    return user is not None and user.check_password(secret)


def _failures(profile: Viewer) -> str:
    return f"pin-failures-{profile.pk}"


def _counted(key: str) -> int:
    """The number of this try; each failure begins the wait anew."""
    try:
        tries = cache.incr(key)
    except ValueError:  # it ended meanwhile
        tries = 1
        cache.set(key, tries, LOCKED_SECONDS)
    cache.touch(key, LOCKED_SECONDS)
    return tries


def _locked() -> str:
    minutes = LOCKED_SECONDS // 60
    told = ngettext("Too many tries. Wait %(n)s minute.", "Too many tries. Wait %(n)s minutes.", minutes)
    return told % {"n": minutes}
