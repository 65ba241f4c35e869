"""Signing in over REST: name, password and second factor give a token."""

from typing import Any

from django.core.exceptions import ValidationError as FormError
from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.signed_out import SignedOutEndpoint, count_or_refuse, form_check, page_request
from trendflix.accounts.membership.api.tokens import MadeTokenSerializer, NewTokenSerializer, TokenSerializer
from trendflix.accounts.membership.forms import MAX_LOGIN, SignInForm
from trendflix.accounts.membership.sign_in_steps import WORDS, Answers, Held, signed_in_note, stages_pass
from trendflix.accounts.membership.tokens import MAX_DAYS, token_make
from trendflix.core.errors import UserError

SIGN_IN_DAYS = 365


class SignInSerializer(NewTokenSerializer):
    """Who signs in, and the token that is wanted."""

    login = serializers.CharField(max_length=MAX_LOGIN, help_text="User name or e-mail address.")
    days = serializers.IntegerField(min_value=1, max_value=MAX_DAYS, default=SIGN_IN_DAYS, allow_null=True)
    code = serializers.CharField(max_length=32, required=False, allow_blank=True, default="", write_only=True)
    keep = serializers.BooleanField(default=False, help_text="Takes a deletion of the account back.")


class HeldSerializer(serializers.Serializer[Any]):
    """A sign-in whose password is right, and that waits for something else."""

    detail = serializers.CharField()
    step = serializers.ChoiceField(choices=[(step, step) for step in WORDS])


@extend_schema(tags=["auth"])
class SignInView(SignedOutEndpoint):
    """Signing in."""

    @extend_schema(request=SignInSerializer, responses={201: MadeTokenSerializer, 403: HeldSerializer})
    def post(self, request: Request) -> Response:
        """Make a token. 403 names the step that is missing; send the same again with ``code`` or ``keep``."""
        sent = SignInSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            return Response(self._token(page_request(request), sent.validated_data), status=201)
        except Held as held:
            return Response({"detail": str(held), "step": held.step}, status=403)
        except FormError as error:
            raise ValidationError(error.message_dict) from error
        except UserError as error:
            raise ValidationError({"detail": str(error)}) from error

    def _token(self, request: HttpRequest, data: dict[str, Any]) -> dict[str, Any]:
        """The token with its secret, once every stage is passed."""
        count_or_refuse(request, "login")
        form = SignInForm({"login": data["login"], "password": data["password"]}, request=request)
        form_check(form)
        stages_pass(request, form._login, Answers(data["code"], keep=data["keep"]))
        row, secret = token_make(form.user, data["name"], data["scope"], data["days"], is_sign_in=True)
        signed_in_note(request, form.user, self.session.session_key)
        return TokenSerializer(row).data | {"secret": secret}
