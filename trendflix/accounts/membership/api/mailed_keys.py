"""What is done over REST with the key of a mail's link: confirm an address, choose a new password, keep an account."""

from typing import Any

from allauth.account.forms import UserTokenForm
from allauth.account.internal.flows.password_reset import finalize_password_reset
from allauth.account.models import get_emailconfirmation_model
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.signed_out import (
    KeySerializer,
    SignedOutEndpoint,
    count_or_refuse,
    form_check,
    page_request,
)
from trendflix.accounts.membership.deletion import deletion_cancel, deletion_of_link
from trendflix.accounts.membership.forms import ResetForm
from trendflix.accounts.membership.password_forms import ResetKeyForm
from trendflix.accounts.membership.sessions import sessions_end


def key_wrong() -> ValidationError:
    """The answer to a key that opens nothing, or nothing any more."""
    return ValidationError({"key": [gettext("This link is wrong, too old, or was used already.")]})


def key_of(request: Request) -> str:
    """The key that was sent."""
    sent = KeySerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    key: str = sent.validated_data["key"]
    return key


@extend_schema(tags=["auth"])
class ConfirmView(SignedOutEndpoint):
    """Confirming an address, of a new account or a new one of an account."""

    @extend_schema(request=KeySerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Confirm it by the key of the mail."""
        confirmation = get_emailconfirmation_model().from_key(key_of(request))
        if confirmation is None or confirmation.confirm(page_request(request)) is None:
            raise key_wrong()
        return Response(status=204)


class AddressSerializer(serializers.Serializer[Any]):
    """The address of an account."""

    email = serializers.EmailField(max_length=254)


@extend_schema(tags=["auth"])
class ResetView(SignedOutEndpoint):
    """Forgotten passwords."""

    @extend_schema(request=AddressSerializer, responses={202: None})
    def post(self, request: Request) -> Response:
        """Send the mail; the answer is the same where no account has the address."""
        sent = AddressSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        plain = page_request(request)
        count_or_refuse(plain, "reset_password", sent.validated_data["email"].lower())
        form = ResetForm(sent.validated_data)
        form_check(form)
        form.save(plain)
        return Response(status=202)


class ResetPasswordSerializer(KeySerializer):
    """The key of the mail, and the password that is to be."""

    password = serializers.CharField(max_length=4096, trim_whitespace=False, write_only=True)


@extend_schema(tags=["auth"])
class ResetConfirmView(SignedOutEndpoint):
    """The new password."""

    @extend_schema(request=ResetPasswordSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Set it; all devices are signed out, tokens made on purpose go on working."""
        sent = ResetPasswordSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        uid, _, key = sent.validated_data["key"].partition("-")
        token = UserTokenForm({"uidb36": uid, "key": key})
        if not token.is_valid():
            raise key_wrong()
        password = sent.validated_data["password"]
        form = ResetKeyForm({"password1": password, "password2": password}, user=token.reset_user)
        form_check(form, password1="password")
        form.save()
        finalize_password_reset(page_request(request), token.reset_user)
        sessions_end(token.reset_user)
        return Response(status=204)


@extend_schema(tags=["auth"])
class KeepView(SignedOutEndpoint):
    """Keeping an account that was to be deleted."""

    @extend_schema(request=KeySerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Take its deletion back by the key of the mail."""
        deletion = deletion_of_link(key_of(request))
        if deletion is None or not deletion_cancel(deletion.user):
            raise key_wrong()
        return Response(status=204)
