"""Signing out devices."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from trendflix.accounts.membership import sessions
from trendflix.accounts.membership.owner import owner_of


@require_POST
@login_required
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one of the account's own devices out."""
    if not sessions.session_end(owner_of(request), pk):
        raise Http404
    messages.success(request, gettext("That device is signed out."))
    return redirect("usersessions_list")


@require_POST
@login_required
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign the account out everywhere, here too."""
    sessions.sessions_end(owner_of(request))
    logout(request)
    return redirect("login")
