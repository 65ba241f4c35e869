"""A PIN that nobody remembers: whoever has the account's password takes it away, on a page or over REST."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.base import PasswordSerializer, SensitiveEndpoint
from trendflix.accounts.membership.forms import PasswordForm
from trendflix.accounts.membership.owner import owner_of
from trendflix.accounts.membership.passwords import password_check
from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import pin_forget
from trendflix.core.errors import UserError


@never_cache
@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "POST"])
def pin_forgotten(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the account's password, then take the PIN of one of its profiles away."""
    profile = get_object_or_404(Viewer, pk=pk, user_id=request.user.pk)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            password_check(request, owner_of(request), form.cleaned_data["password"])
            pin_forget(profile)
            return redirect("profiles")
        except UserError as error:
            form.add_error("password", str(error))
    context = {"edited": profile, "form": form}
    return render(request, "profiles/forgotten.html", context, status=403 if form.errors else 200)


class PinForgottenView(SensitiveEndpoint):
    """The PIN of a profile, where it was forgotten."""

    @extend_schema(tags=["profiles"], request=PasswordSerializer, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        """Take it away, with the account's password."""
        profile = get_object_or_404(Viewer, pk=pk, user_id=request.user.pk)
        sent = PasswordSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        self.password_check(request, sent.validated_data["password"])
        pin_forget(profile)
        return Response(status=204)
