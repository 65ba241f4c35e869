"""Asking for the account's password again."""

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext

from trendflix.accounts.membership.sessions import sessions_end
from trendflix.core.errors import UserError

MAX_FAILURES, PERIOD_SECONDS = 10, 900


def password_check(request: HttpRequest, user: User, password: str) -> None:
    """Raise ``UserError`` where it is not the account's password; failures count as failed sign-ins do.

    The same after too many failures on this account, from wherever they came.
    """
    key = f"password-again:{user.pk}"
    if cache.get(key, 0) >= MAX_FAILURES:
        raise UserError(gettext("Too many wrong passwords; try again later."))
    found = authenticate(request, username=user.get_username(), password=password)
    if found is None or found.pk != user.pk:
        cache.add(key, 0, PERIOD_SECONDS)
        cache.incr(key)
        raise UserError(gettext("This is not the account's password."))


def password_change(user: User, password: str) -> None:
    """Set a new password; sessions that were opened with the old one end (``SESSION_AUTH_HASH``), their rows too."""
    user.set_password(password)
    user.save(update_fields=["password"])
    sessions_end(user)
