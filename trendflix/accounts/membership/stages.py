"""Stages of signing in: whose address must be confirmed first, and who is asked whether the account stays."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage, LoginStage
from django.http import HttpResponse
from django.shortcuts import redirect

from trendflix.accounts.membership.models import Deletion


class AddressStage(EmailVerificationStage):  # type: ignore[misc]  # allauth has no types
    """allauth's, for new accounts alone: one that is in use, or has no address, goes on working."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Ask for the confirmation where the account was never used and has an address."""
        user: Any = self.login.user
        if user is not None and (user.last_login or not _has_address(user)):
            return None, True
        found: tuple[HttpResponse | None, bool] = super().handle()
        return found


def _has_address(user: Any) -> bool:
    return bool(user.email) or EmailAddress.objects.filter(user=user).exists()


class DeletionStage(LoginStage):  # type: ignore[misc]  # allauth has no types
    """Comes after password, address and second factor, so only the owner is asked."""

    key = "deletion"
    urlname = "account-restore"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Lead to the question; (response, whether signing in may go on after it)."""
        user: Any = self.login.user
        if user is None or not Deletion.objects.filter(user=user).exists():
            return None, True
        return redirect("account-restore"), True
