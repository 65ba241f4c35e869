"""Signing in: allauth's form, with guesses counted by django-axes."""

from typing import Any

from allauth.account.views import LoginView
from axes.decorators import axes_dispatch, axes_form_invalid
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator


@method_decorator(axes_dispatch, name="dispatch")
@method_decorator(axes_form_invalid, name="form_invalid")
class SignInView(LoginView):  # type: ignore[misc]  # allauth has no types
    """The one door, also of the admin."""


def too_many_failures(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer to an address from which too many sign-ins failed; the same whether the account exists or not."""
    cooloff = settings.AXES_COOLOFF_TIME
    response = render(request, "429.html", {"minutes": int(cooloff.total_seconds() // 60)}, status=429)
    response["Retry-After"] = str(int(cooloff.total_seconds()))
    return response


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The answer to who asks allauth's pages too often."""
    response = render(request, "429.html", {}, status=429)
    response["Retry-After"] = "60"
    return response
