"""Accounts for administrators: their state, the limit of streams, and what support does for them."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_noop
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.filters import SearchFilter
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.supported import LimitSerializer, SupportedSerializer
from trendflix.accounts.membership.models import Account
from trendflix.accounts.membership.selectors import accounts_told
from trendflix.accounts.membership.streams import streams_now
from trendflix.accounts.membership.support import ACTS, may_support
from trendflix.core.admin import changes_log
from trendflix.core.errors import UserError
from trendflix.core.paging import CappedPages
from trendflix.core.permissions import StaffOnly


class AccountStaff(StaffOnly):
    """Staff who may see accounts, or change them: never their own, and administrators' as administrators alone."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """As the admin asks."""
        needed = "auth.view_user" if request.method in SAFE_METHODS else "auth.change_user"
        return super().has_permission(request, view) and request.user.has_perm(needed)

    def has_object_permission(self, request: Request, view: Any, obj: User) -> bool:
        """Whether this one may be acted on."""
        if request.method in SAFE_METHODS:
            return True
        if not isinstance(request.user, User) or not may_support(request.user, obj):
            raise PermissionDenied(
                gettext("%(name)s: only another administrator may do that.") % {"name": obj.get_username()}
            )
        return True


class AccountsEndpoint(GenericAPIView[User]):
    """Which accounts, and how they are told."""

    permission_classes = (AccountStaff,)
    serializer_class = SupportedSerializer

    def get_queryset(self) -> QuerySet[User]:
        """The newest first."""
        return accounts_told(User.objects.order_by("-pk"))

    def told(self, users: list[User]) -> list[dict[str, Any]]:
        """Accounts as the API tells them."""
        context = {"streams": streams_now(user.pk for user in users)}
        found: list[dict[str, Any]] = list(SupportedSerializer(users, many=True, context=context).data)
        return found


@extend_schema(tags=["support"])
class SupportedList(AccountsEndpoint):
    """Accounts, newest first; ``search`` looks at names and addresses."""

    pagination_class = CappedPages
    filter_backends = (SearchFilter,)
    search_fields = ("username", "email")

    @extend_schema(operation_id="accounts_list", responses=SupportedSerializer(many=True))
    def get(self, request: Request) -> Response:
        """A page of them."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        return self.get_paginated_response(self.told(list(page)))


@extend_schema(tags=["support"])
class SupportedDetail(AccountsEndpoint):
    """One account."""

    @extend_schema(responses=SupportedSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Its state."""
        return Response(self.told([self.get_object()])[0])

    @extend_schema(request=LimitSerializer, responses=SupportedSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Limit its streams."""
        user, sent = self.get_object(), LimitSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        Account.objects.update_or_create(user=user, defaults=sent.validated_data)
        changes_log(request._request, [user], gettext_noop("Limited the streams."))
        return Response(self.told([self.get_object()])[0])


@extend_schema(tags=["support"], request=None, responses={204: None})
class SupportAct(AccountsEndpoint):
    """Does one of ``ACTS`` for an account."""

    act = ""

    def post(self, request: Request, pk: int) -> Response:
        """Do it, and write it to the log."""
        user, (act, words) = self.get_object(), ACTS[self.act]
        try:
            act(request._request, user)
        except UserError as error:
            raise ValidationError({"detail": str(error)}) from error
        changes_log(request._request, [user], words)
        return Response(status=204)
