"""The account itself: name, language, password, address, deletion."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as FormError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.base import AccountEndpoint, PasswordSerializer, SensitiveEndpoint
from trendflix.accounts.membership.deletion import deletion_request
from trendflix.accounts.membership.language import language_of, language_set
from trendflix.accounts.membership.models import Deletion
from trendflix.accounts.membership.passwords import password_change
from trendflix.core.errors import UserError


class AccountSerializer(serializers.Serializer[User]):
    """The caller's account."""

    username = serializers.CharField(read_only=True)
    name = serializers.CharField(source="first_name", max_length=150, allow_blank=True, required=False)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    email = serializers.EmailField(read_only=True)
    email_confirmed = serializers.BooleanField(read_only=True)
    has_second_factor = serializers.BooleanField(read_only=True)
    is_staff = serializers.BooleanField(read_only=True)
    joined = serializers.DateTimeField(source="date_joined", read_only=True)

    def to_representation(self, instance: User) -> dict[str, Any]:
        """The fields that other rows hold, too."""
        told = {
            "language": language_of(instance),
            "email_confirmed": EmailAddress.objects.filter(user=instance, verified=True).exists(),
            "has_second_factor": Authenticator.objects.filter(user=instance).exists(),
        }
        for name, value in told.items():
            setattr(instance, name, value)
        return super().to_representation(instance)


@extend_schema(tags=["account"])
class AccountView(AccountEndpoint):
    """The caller's account."""

    @extend_schema(responses=AccountSerializer)
    def get(self, request: Request) -> Response:
        """Name, language, address."""
        return Response(AccountSerializer(self.owner()).data)

    @extend_schema(request=AccountSerializer, responses=AccountSerializer)
    def patch(self, request: Request) -> Response:
        """Change name or language."""
        sent = AccountSerializer(self.owner(), data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        user = User.objects.get(pk=self.owner().pk)
        if "first_name" in sent.validated_data:
            user.first_name = sent.validated_data["first_name"]
            user.save(update_fields=["first_name"])
        if "language" in sent.validated_data:
            language_set(user, sent.validated_data["language"])
        return Response(AccountSerializer(user).data)


class NewPasswordSerializer(PasswordSerializer):
    """The password as it is and as it is to be."""

    new_password = serializers.CharField(max_length=4096, trim_whitespace=False, write_only=True)


@extend_schema(tags=["account"])
class PasswordView(SensitiveEndpoint):
    """The account's password."""

    @extend_schema(request=NewPasswordSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Change it; all devices are signed out, tokens made on purpose go on working."""
        sent = self.checked(request, NewPasswordSerializer)
        try:
            validate_password(sent["new_password"], self.owner())
        except FormError as error:
            raise ValidationError({"new_password": error.messages}) from error
        password_change(self.owner(), sent["new_password"])
        get_adapter(request._request).send_notification_mail("account/email/password_changed", self.owner())
        return Response(status=204)


class EmailSerializer(PasswordSerializer):
    """An address that is to be the account's."""

    email = serializers.EmailField(max_length=254)


@extend_schema(tags=["account"])
class EmailView(SensitiveEndpoint):
    """The account's e-mail address."""

    @extend_schema(request=EmailSerializer, responses={202: None})
    def post(self, request: Request) -> Response:
        """Ask for a change; it takes effect with the link of the mail. The answer does not tell whose address it is."""
        sent = self.checked(request, EmailSerializer)
        form = AddEmailForm(self.owner(), data={"email": sent["email"]})
        if not form.is_valid():
            raise ValidationError({"email": form.errors["email"]})
        form.save(request._request)
        return Response(status=202)


class DeletionSerializer(serializers.ModelSerializer[Deletion]):
    """When the account will be deleted."""

    class Meta:
        model = Deletion
        fields = ("due",)
        read_only_fields = fields


@extend_schema(tags=["account"])
class DeletionView(SensitiveEndpoint):
    """The deletion of the account."""

    @extend_schema(request=PasswordSerializer, responses={202: DeletionSerializer})
    def post(self, request: Request) -> Response:
        """Ask for it; signs out everywhere, tokens stop. It is taken back by signing in, or by the link of the mail."""
        self.checked(request, PasswordSerializer)
        try:
            row = deletion_request(self.owner())
        except UserError as error:
            raise ValidationError({"detail": str(error)}) from error
        return Response(DeletionSerializer(row).data, status=202)
