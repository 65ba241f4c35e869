"""Where the account is signed in."""

from allauth.usersessions.models import UserSession
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership import sessions
from trendflix.accounts.membership.api.base import AccountEndpoint


class SessionSerializer(serializers.ModelSerializer[UserSession]):
    """A signed-in device."""

    is_current = serializers.SerializerMethodField()

    class Meta:
        model = UserSession
        fields = ("id", "user_agent", "ip", "created_at", "last_seen_at", "is_current")
        read_only_fields = fields

    def get_is_current(self, row: UserSession) -> bool:
        """Whether it is the one that asks."""
        return bool(row.session_key == self.context["request"].session.session_key)


@extend_schema(tags=["account"])
class SessionsView(AccountEndpoint):
    """The account's devices."""

    @extend_schema(responses=SessionSerializer(many=True))
    def get(self, request: Request) -> Response:
        """All of them."""
        rows = UserSession.objects.purge_and_list(self.owner())
        return Response(SessionSerializer(rows, many=True, context={"request": request}).data)

    @extend_schema(operation_id="account_sessions_destroy_all", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Sign out everywhere, programs that signed in too; tokens that were made on purpose go on working."""
        sessions.sessions_end(self.owner())
        return Response(status=204)


@extend_schema(tags=["account"])
class SessionView(AccountEndpoint):
    """One of the account's devices."""

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Sign it out."""
        if not sessions.session_end(self.owner(), pk):
            raise NotFound
        return Response(status=204)
