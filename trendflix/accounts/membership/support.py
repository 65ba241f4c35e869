"""What an administrator does for an account; every one of these acts is written to the log by its caller."""

from collections.abc import Callable

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows import password_reset
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from trendflix.accounts.membership.language import language_of
from trendflix.accounts.membership.sessions import sessions_end
from trendflix.core.errors import UserError


def may_support(actor: User, target: User) -> bool:
    """Whether somebody may act on an account: nobody on their own, and on administrators only administrators."""
    return actor.pk != target.pk and (actor.is_superuser or not target.is_superuser)


def account_disable(request: HttpRequest, user: User) -> None:
    """Lock an account: nobody signs in, every device is signed out, tokens do not work."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    sessions_end(user)


def account_enable(request: HttpRequest, user: User) -> None:
    """Unlock an account."""
    User.objects.filter(pk=user.pk).update(is_active=True)


def reset_send(request: HttpRequest, user: User) -> None:
    """Mail the link to choose a new password, in the account's language.

    Raises ``UserError`` where the account has no address.
    """
    if not user.email:
        raise UserError(gettext("%(name)s has no e-mail address.") % {"name": user.get_username()})
    with translation.override(language_of(user)):
        password_reset.request_password_reset(request, user.email, [user], default_token_generator)


def account_sign_out(request: HttpRequest, user: User) -> None:
    """Sign an account out everywhere."""
    sessions_end(user)


ACTS: dict[str, tuple[Callable[[HttpRequest, User], None], str]] = {
    "disable": (account_disable, gettext_noop("Disabled and signed out.")),
    "enable": (account_enable, gettext_noop("Enabled.")),
    "reset": (reset_send, gettext_noop("Sent the mail to reset the password.")),
    "sign-out": (account_sign_out, gettext_noop("Signed out everywhere.")),
}
"""Act → what it does, and what the log says of it."""
