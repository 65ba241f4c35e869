"""Signing up over REST, by the same form as on the page."""

from typing import Any

from allauth.account.models import Login
from allauth.account.signals import user_signed_up
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.adapters import may_sign_up
from trendflix.accounts.membership.api.signed_out import (
    SignedOutEndpoint,
    count_or_refuse,
    form_check,
    form_errors,
    page_request,
)
from trendflix.accounts.membership.forms import NameTaken, SignUpForm
from trendflix.accounts.membership.invitations import IN_SESSION, invitation_open
from trendflix.accounts.membership.models import Invitation
from trendflix.accounts.membership.sign_in_steps import Answers, Held, stages_pass

NAMES = {"password1": "password"}
"""Fields of the form that are called otherwise here."""


class SignUpSerializer(serializers.Serializer[Any]):
    """A new account; ``email`` is asked for where the site sends mail."""

    username = serializers.CharField(max_length=150)
    email = serializers.EmailField(max_length=254, required=False)
    password = serializers.CharField(max_length=4096, trim_whitespace=False, write_only=True)
    invitation = serializers.CharField(
        max_length=200, required=False, write_only=True, help_text="The last part of the path of an invitation's link."
    )


class SignedUpSerializer(serializers.Serializer[Any]):
    """What follows; the same whether the address is another account's."""

    username = serializers.CharField()
    must_confirm = serializers.BooleanField(help_text="Whether a mail's link comes before the first sign-in.")


@extend_schema(tags=["auth"])
class SignUpView(SignedOutEndpoint):
    """Signing up."""

    @extend_schema(request=SignUpSerializer, responses={201: SignedUpSerializer})
    def post(self, request: Request) -> Response:
        """Make an account, where the site lets whoever asks; it signs in by itself afterwards."""
        sent = SignUpSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        plain = page_request(request)
        count_or_refuse(plain, "signup")
        if secret := sent.validated_data.get("invitation"):
            plain.session[IN_SESSION] = _invitation(secret).pk
        user = _account(plain, sent.validated_data)
        return Response({"username": user.get_username(), "must_confirm": _must_confirm(plain, user)}, status=201)


def _invitation(secret: str) -> Invitation:
    """The invitation of a secret. Raises a 400 for one that is used, expired or made up."""
    row = invitation_open(secret)
    if row is None:
        raise _invitation_gone()
    return row


def _invitation_gone() -> ValidationError:
    return ValidationError({"invitation": [gettext("This invitation has been used or has expired.")]})


def _account(request: HttpRequest, data: dict[str, Any]) -> User:
    if not may_sign_up(request):
        raise PermissionDenied(gettext("Nobody can sign up here without an invitation."))
    form = SignUpForm({"username": data["username"], "email": data.get("email"), "password1": data["password"]})
    form_check(form, **NAMES)
    try:
        user = form.save(request)
    except NameTaken as error:
        raise form_errors(form, **NAMES) from error
    except ImmediateHttpResponse as error:  # somebody else used the invitation a moment before
        raise _invitation_gone() from error
    user_signed_up.send(sender=User, request=request, user=user)
    return user


def _must_confirm(request: HttpRequest, user: User) -> bool:
    """Send the mail; whether the account waits for it."""
    try:
        stages_pass(request, Login(user=user, signup=True), Answers())
    except Held:
        return True
    return False
