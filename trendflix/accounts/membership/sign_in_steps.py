"""Signing in by one request, without a session: the stages of the pages, with the answers brought along.

allauth's stages decide, as they do for the pages. One that is not answered here holds the sign-in, a new one too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from allauth.account.models import Login
from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.base.forms import AuthenticateForm
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from trendflix.accounts.membership.deletion import deletion_cancel
from trendflix.accounts.membership.wording import ACCOUNT_ERRORS
from trendflix.accounts.merging import session_adopt

SECOND_FACTOR, CONFIRMATION, DELETION, DISABLED = "second-factor", "confirmation", "deletion", "disabled"
OTHER = "page"
STEPS = {"mfa_authenticate": SECOND_FACTOR, "verify_email": CONFIRMATION, "deletion": DELETION}
"""Stage → what it is called outside."""
WORDS = {
    SECOND_FACTOR: _("Send a code of the authenticator app, or a recovery code, too."),
    CONFIRMATION: _("Confirm the address first: a mail has the link."),
    DELETION: _("This account will be deleted. Say that it is to stay, or leave it."),
    DISABLED: ACCOUNT_ERRORS["account_inactive"],
    OTHER: _("This account signs in on the page alone."),
}


@dataclass(frozen=True)
class Answers:
    """What a sign-in brings beside name and password: a code, and whether an account to be deleted stays."""

    code: str = ""
    keep: bool = False


class Held(Exception):
    """A sign-in that waits for something; ``step`` is a key of ``WORDS``."""

    def __init__(self, step: str) -> None:
        super().__init__(WORDS[step])
        self.step = step


def stages_pass(request: HttpRequest, login: Login, answers: Answers) -> None:
    """Raise ``Held`` where something is missing, ``ValidationError`` where the code is wrong."""
    if not login.user.is_active:
        raise Held(DISABLED)
    for stage in LoginStageController(request, login).get_stages():
        response, may_go_on = stage.handle()
        is_passed = response is None and may_go_on
        if not is_passed and not ANSWERED.get(stage.key, _nothing)(stage, answers):
            raise Held(STEPS.get(stage.key, OTHER))


def signed_in_note(request: HttpRequest, user: User, before: str | None) -> None:
    """What follows every sign-in: its time, a new count of failures, and what an anonymous session kept is theirs."""
    user_logged_in.send(sender=User, request=request, user=user)
    if before:
        session_adopt(before, user.pk)


def _nothing(stage: LoginStage, answers: Answers) -> bool:
    return False


def _code(stage: LoginStage, answers: Answers) -> bool:
    """Whether a code was brought. Raises ``ValidationError`` for a wrong one, and after too many."""
    if not answers.code:
        return False
    form = AuthenticateForm({"code": answers.code}, user=stage.login.user)
    if not form.is_valid():
        raise ValidationError({"code": form.errors["code"]})
    form.authenticator.record_usage()
    return True


def _keep(stage: LoginStage, answers: Answers) -> bool:
    """Whether the account is to stay; its deletion is taken back then."""
    return answers.keep and deletion_cancel(stage.login.user)


ANSWERED: dict[str, Callable[[LoginStage, Answers], bool]] = {"mfa_authenticate": _code, "deletion": _keep}
