"""Signing in: what somebody did before they said who they are stays theirs."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db import transaction
from django.http import HttpResponse

from playback.services.progress import progress_adopt
from shopping.storefront.saved import viewer_adopt
from trendflix.accounts.viewers import Viewer


class SignInView(LoginView):
    """Django's own, which also hands the session's positions, saved and hidden products to the person."""

    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signing in gives the session another key, so the old one is asked for before."""
        before = self.request.session.session_key
        response = super().form_valid(form)
        if before:
            stranger, person = Viewer(None, before), Viewer(self.request.user.pk, "")
            with transaction.atomic():
                progress_adopt(stranger, person)
                viewer_adopt(stranger, person)
        return response
