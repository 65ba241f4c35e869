"""What a profile decides of a request before any view: one has to be chosen, and a limited one manages nothing."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from trendflix.accounts.active import manage_guard
from trendflix.accounts.visitors import visitor_of

UNGUARDED = ("/static/", "/favicon.ico", "/i18n/", "/profiles/", "/api/v1/profiles/", "/accounts/login/")
SIGN_OUT = "/accounts/logout/"
STAFF = ("/admin/", "/api/v1/feeds/", "/api/v1/invitations/", "/api/v1/jobs/", "/api/v1/review/")
MANAGING = (*STAFF, "/accounts/", "/account/", "/api/v1/account")
"""Addresses at which an account or the site is managed."""
OF_ALL_PROFILES = ("/account/exports/", "/api/v1/account/exports/")
"""Addresses that tell what every profile of the account keeps."""
FOR_SCRIPTS = ("/api/", "/stream/", "/still/", "/media/", "/suggestions/", "/rows/")


class ProfileRules:
    """Leads to the profiles where none is chosen, and asks for the PIN before a limited one manages anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or ask for a profile or the PIN."""
        if not request.user.is_authenticated or request.path.startswith(UNGUARDED) or _is_program(request):
            return self.get_response(request)
        visitor = visitor_of(request)
        if not visitor.has_chosen and request.path != SIGN_OUT:
            return _refused(request, "profiles", gettext("Choose a profile first."))
        limited = visitor.profile is not None and visitor.profile.is_limited
        guarded = OF_ALL_PROFILES + (MANAGING if limited else ())
        if request.path.startswith(guarded) and manage_guard(request) is not None:
            return _refused(request, "profiles-unlock", gettext("This profile manages no account."))
        return self.get_response(request)


def _is_program(request: HttpRequest) -> bool:
    """Whether a token asks, whose profile is named with each request."""
    return getattr(request, "auth", None) is not None


def _refused(request: HttpRequest, page: str, reason: str) -> HttpResponse:
    if request.path.startswith(FOR_SCRIPTS):
        return JsonResponse({"detail": reason}, status=403)
    asked = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    return redirect(f"{reverse(page)}?{urlencode({'next': asked})}")
