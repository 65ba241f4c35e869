"""What all endpoints of an account share."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from trendflix.accounts.membership.passwords import password_check
from trendflix.core.errors import UserError


class PasswordSerializer(serializers.Serializer[Any]):
    """The account's password."""

    password = serializers.CharField(max_length=4096, trim_whitespace=False, write_only=True)


class AccountEndpoint(APIView):
    """An endpoint about the caller's own account, and about no other: nothing in its address names one."""

    permission_classes = (IsAuthenticated,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "account"

    def owner(self) -> User:
        """The caller."""
        user = self.request.user
        if not isinstance(user, User):
            raise TypeError("an endpoint of an account was called by nobody")
        return user


class SensitiveEndpoint(AccountEndpoint):
    """An endpoint that asks for the password, with a token too."""

    throttle_scope = "account-sensitive"

    def password_check(self, request: Request, password: str) -> None:
        """Raise a 400 that names the field where it is not the account's password."""
        django_request: HttpRequest = request._request
        try:
            password_check(django_request, self.owner(), password)
        except UserError as error:
            raise ValidationError({"password": [str(error)]}) from error

    def checked(self, request: Request, kind: type[PasswordSerializer]) -> dict[str, Any]:
        """What was sent, once it can be read and its password is the account's."""
        sent = kind(data=request.data)
        sent.is_valid(raise_exception=True)
        data: dict[str, Any] = sent.validated_data
        self.password_check(request, data["password"])
        return data
