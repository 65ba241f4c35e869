"""Which profile a browser uses, and whether it may manage the account: kept in the session, guarded by PINs."""

import time

from django.contrib.auth.models import User
from django.http import HttpRequest

from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import is_guarded, secret_check
from trendflix.accounts.visitors import SESSION_PROFILE, Visitor, visitor_of

SESSION_DEVICE = "device"
"""The key that a session had before a profile was chosen: by it the browser stays one device that plays."""
SESSION_UNLOCKED = "profiles_unlocked"
UNLOCKED_SECONDS = 900


def main_profile(visitor: Visitor) -> Viewer:
    """The main profile of the visitor's account, made where there is none."""
    return next((one for one in visitor.profiles if one.is_main), None) or Visitor(visitor.user_id, "").viewer()


def guard_of(request: HttpRequest, target: Viewer) -> Viewer | None:
    """The profile whose PIN (or the account's password, where it has none) is asked for to enter ``target``.

    ``None`` where nothing is: the profile that is used already, one without a PIN, and where an account has no secret.
    Whoever leaves a limited profile for one without a PIN is asked for the main profile's secret.
    """
    visitor = visitor_of(request)
    current = visitor.profile if visitor.has_chosen else None
    if current is not None and current.pk == target.pk:
        return None
    if target.pin:
        return target
    if current is not None and current.is_limited and not is_unlocked(request):
        return _guarded(request, main_profile(visitor))
    return None


def profile_enter(request: HttpRequest, target: Viewer, secret: str = "") -> None:
    """Use a profile from now on. Raises ``WrongSecret`` where one is asked for and this is not it."""
    guard = guard_of(request, target)
    if guard is not None:
        secret_check(guard, secret, _user(request))
    request.session.pop(SESSION_UNLOCKED, None)
    request.session.setdefault(SESSION_DEVICE, request.session.session_key)
    request.session[SESSION_PROFILE] = target.pk
    request.session.cycle_key()  # what the browser kept for the profile before, it does not use for this one
    request._visitor = None  # type: ignore[attr-defined]  # who the request is of has changed


def profile_stay(request: HttpRequest) -> None:
    """Have the browser go on with the profile that it uses, also once there are others, or a PIN, to ask for."""
    visitor = visitor_of(request)
    if visitor.has_chosen and getattr(request, "auth", None) is None:
        request.session[SESSION_PROFILE] = (visitor.profile or main_profile(visitor)).pk


def manage_guard(request: HttpRequest) -> Viewer | None:
    """The profile whose secret is asked for before the account is managed; ``None`` where it may be."""
    if getattr(request, "auth", None) is not None:  # a token, which whoever manages the account made
        return None
    visitor = visitor_of(request)
    current = visitor.profile
    if is_unlocked(request) or current is None or (current.is_main and visitor.has_chosen):
        return None
    return _guarded(request, main_profile(visitor))


def unlock(request: HttpRequest, secret: str) -> None:
    """Let this browser manage the account for ``UNLOCKED_SECONDS``. Raises ``WrongSecret``."""
    guard = manage_guard(request)
    if guard is not None:
        secret_check(guard, secret, _user(request))
        request.session[SESSION_UNLOCKED] = time.time()


def is_unlocked(request: HttpRequest) -> bool:
    """Whether the secret was given a short while ago."""
    since = request.session.get(SESSION_UNLOCKED)
    return isinstance(since, float) and 0 <= time.time() - since < UNLOCKED_SECONDS


def _guarded(request: HttpRequest, profile: Viewer) -> Viewer | None:
    return profile if is_guarded(profile, _user(request)) else None


def _user(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise TypeError("Somebody signed in has profiles.")
    return user
