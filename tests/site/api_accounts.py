"""Right data for the operations by which somebody signs up, signs in, or follows the link of a mail."""

from collections.abc import Callable
from itertools import count
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import User

from trendflix.accounts.membership.deletion import deletion_request, restore_path

PASSWORD = "granite harbour lantern"
_numbers = count()


def _somebody() -> User:
    name = f"somebody{next(_numbers)}"
    user = User.objects.create_user(name, f"{name}@example.com", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def _sign_up(case: Any) -> None:
    name = f"newcomer{next(_numbers)}"
    case.body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}


def _sign_in(case: Any) -> None:
    case.body = {"login": _somebody().username, "password": PASSWORD, "name": "Television"}


def _confirm(case: Any) -> None:
    user = _somebody()
    other = EmailAddress.objects.create(user=user, email=f"other-{user.email}")
    case.body = {"key": EmailConfirmationHMAC(other).key}


def _reset(case: Any) -> None:
    user = _somebody()
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    case.body = {"key": key, "password": f"{PASSWORD} bridge"}


def _keep(case: Any) -> None:
    case.body = {"key": restore_path(deletion_request(_somebody())).rstrip("/").rpartition("/")[2]}


ACCOUNTS: dict[str, Callable[[Any], None]] = {
    "POST /api/v1/auth/sign-up/": _sign_up,
    "POST /api/v1/auth/sign-in/": _sign_in,
    "POST /api/v1/auth/confirm/": _confirm,
    "POST /api/v1/auth/reset/confirm/": _reset,
    "POST /api/v1/auth/keep/": _keep,
}
