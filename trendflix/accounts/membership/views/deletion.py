"""Deleting an account, and taking that back."""

from allauth.account.stages import LoginStageController
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from trendflix.accounts.membership.deletion import deletion_cancel, deletion_of_link, deletion_request
from trendflix.accounts.membership.forms import PasswordForm
from trendflix.accounts.membership.models import Deletion
from trendflix.accounts.membership.owner import owner_of
from trendflix.accounts.membership.passwords import password_check
from trendflix.accounts.membership.stages import DeletionStage
from trendflix.core.errors import UserError


@never_cache
@sensitive_post_parameters("password")
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Ask for the account's deletion, with its password; signs out everywhere."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password_check(request, owner_of(request), form.cleaned_data["password"])
            deletion_request(owner_of(request))
            logout(request)
            return render(request, "account/deletion_requested.html")
        except UserError as error:
            form.add_error("password", str(error))
    return render(request, "account/delete.html", {"form": form, "days": settings.DELETION_DAYS})


@never_cache
def restore(request: HttpRequest) -> HttpResponse:
    """The question at sign-in whether an account stays; signing in goes on once it does."""
    stage = LoginStageController.enter(request, DeletionStage.key)
    if stage is None:
        return redirect("login")
    if request.method == "POST":
        deletion_cancel(stage.login.user)
        response: HttpResponse = stage.exit()
        return response
    deletion = Deletion.objects.filter(user=stage.login.user).first()
    return render(request, "account/restore.html", {"deletion": deletion})


@never_cache
def restore_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: asks, since programs that check mails follow links too, and takes the deletion back."""
    deletion = deletion_of_link(token)
    if deletion is None:
        return render(request, "account/restore.html", status=410)
    if request.method == "POST":
        deletion_cancel(deletion.user)
        return render(request, "account/restore.html", {"kept": True})
    return render(request, "account/restore.html", {"deletion": deletion})
