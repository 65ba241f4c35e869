"""Signing in: allauth's form, with guesses counted by django-axes."""

from typing import Any

from allauth.account.views import LoginView
from axes.decorators import axes_dispatch, axes_form_invalid
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext

from trendflix.core.http import is_api


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    """The one door, also of the admin."""


def too_many_failures(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer to an address from which too many sign-ins failed; the same whether the account exists or not."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    response = _too_often(request, {"minutes": seconds // 60})
    response["Retry-After"] = str(seconds)
    return response


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The answer to who asks allauth's pages too often."""
    response = _too_often(request, {})
    response["Retry-After"] = "60"
    return response


def _too_often(request: HttpRequest, context: dict[str, int]) -> HttpResponse:
    if is_api(request):
        return JsonResponse({"detail": gettext("That was too often. Wait a while, then try again.")}, status=429)
    return render(request, "429.html", context, status=429)
