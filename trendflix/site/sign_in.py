"""Signing in: what somebody kept before stays theirs."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trendflix.accounts.merging import session_adopt


class SignInView(LoginView):
    """Django's own, which also hands what the session kept to the person."""

    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signing in gives the session another key, so the old one is asked for before."""
        before = self.request.session.session_key
        response = super().form_valid(form)
        if before and self.request.user.pk:
            session_adopt(before, self.request.user.pk)
        return response


def too_many_failures(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer to an address from which too many sign-ins failed; the same whether the account exists or not."""
    cooloff = settings.AXES_COOLOFF_TIME
    response = render(request, "429.html", {"minutes": int(cooloff.total_seconds() // 60)}, status=429)
    response["Retry-After"] = str(int(cooloff.total_seconds()))
    return response
