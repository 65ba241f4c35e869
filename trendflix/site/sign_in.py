"""Signing in: what somebody kept before stays theirs."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse

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
