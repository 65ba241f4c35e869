"""Personal tokens."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.base import AccountEndpoint, PasswordSerializer, SensitiveEndpoint
from trendflix.accounts.membership.models import ApiToken
from trendflix.accounts.membership.tokens import MAX_DAYS, token_make, token_revoke
from trendflix.core.errors import UserError


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    """A token as its owner sees it; its secret is not kept."""

    class Meta:
        model = ApiToken
        fields = ("id", "name", "scope", "start", "is_sign_in", "created", "expires", "last_used")
        read_only_fields = fields


class NewTokenSerializer(PasswordSerializer):
    """A token that is wanted."""

    name = serializers.CharField(max_length=80)
    scope = serializers.ChoiceField(choices=ApiToken.Scope.choices, default=ApiToken.Scope.READ)
    days = serializers.IntegerField(min_value=1, max_value=MAX_DAYS, required=False, allow_null=True)


class MadeTokenSerializer(serializers.ModelSerializer[ApiToken]):
    """A token that was just made, with its secret, which is told once."""

    secret = serializers.CharField(read_only=True)

    class Meta:
        model = ApiToken
        fields = (*TokenSerializer.Meta.fields, "secret")
        read_only_fields = fields


@extend_schema(tags=["account"])
class TokensView(SensitiveEndpoint):
    """The account's tokens."""

    @extend_schema(responses=TokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        """All of them."""
        return Response(TokenSerializer(ApiToken.objects.filter(user=self.owner()), many=True).data)

    @extend_schema(request=NewTokenSerializer, responses={201: MadeTokenSerializer})
    def post(self, request: Request) -> Response:
        """Make one, with the account's password."""
        data = self.checked(request, NewTokenSerializer)
        try:
            row, secret = token_make(self.owner(), data["name"], data["scope"], data.get("days"))
        except UserError as error:
            raise ValidationError({"detail": str(error)}) from error
        return Response(TokenSerializer(row).data | {"secret": secret}, status=201)


@extend_schema(tags=["account"])
class TokenView(AccountEndpoint):
    """One of the account's tokens."""

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Revoke it."""
        if not token_revoke(self.owner(), pk):
            raise NotFound
        return Response(status=204)
