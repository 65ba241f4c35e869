"""The account's second factor."""

from typing import Any

from django.core.exceptions import ValidationError as FormError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.base import PasswordSerializer, SensitiveEndpoint
from trendflix.accounts.membership.second_factor import codes_left, factor_add, factor_offer, factor_remove, totp_of
from trendflix.core.errors import UserError


class FactorSerializer(serializers.Serializer[Any]):
    """Whether signing in asks for a code."""

    is_on = serializers.BooleanField()
    recovery_codes_left = serializers.IntegerField()


class OfferSerializer(serializers.Serializer[Any]):
    """A secret for an authenticator app, and the key to send back with a code of it, within ten minutes."""

    secret = serializers.CharField()
    address = serializers.CharField(help_text="The same as otpauth: address, for a picture to scan.")
    key = serializers.CharField()


class CodeSerializer(PasswordSerializer):
    """The key of the offer and a code of the app."""

    key = serializers.CharField(max_length=500)
    code = serializers.CharField(max_length=32)


class CodesSerializer(serializers.Serializer[Any]):
    """The recovery codes: each is good once, in place of a code of the app."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


@extend_schema(tags=["account"])
class SecondFactorView(SensitiveEndpoint):
    """The second factor: a code of an authenticator app at each sign-in."""

    @extend_schema(responses=FactorSerializer)
    def get(self, request: Request) -> Response:
        """Whether it is on."""
        told = {"is_on": totp_of(self.owner()) is not None, "recovery_codes_left": codes_left(self.owner())}
        return Response(FactorSerializer(told).data)

    @extend_schema(request=PasswordSerializer, responses=OfferSerializer)
    def post(self, request: Request) -> Response:
        """Ask for a secret; the factor is switched on with its first code."""
        self.checked(request, PasswordSerializer)
        try:
            return Response(factor_offer(self.owner()))
        except (UserError, FormError) as error:
            raise _refused(error, "detail") from error

    @extend_schema(request=CodeSerializer, responses=CodesSerializer)
    def put(self, request: Request) -> Response:
        """Switch it on; the recovery codes are told once."""
        sent = self.checked(request, CodeSerializer)
        try:
            codes = factor_add(request._request, self.owner(), sent["key"], sent["code"])
        except (UserError, FormError) as error:
            raise _refused(error, "code") from error
        return Response({"recovery_codes": codes})

    @extend_schema(request=PasswordSerializer, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Switch it off."""
        self.checked(request, PasswordSerializer)
        if not factor_remove(request._request, self.owner()):
            raise NotFound
        return Response(status=204)


def _refused(error: UserError | FormError, field: str) -> ValidationError:
    return ValidationError({field: error.messages if isinstance(error, FormError) else [str(error)]})
