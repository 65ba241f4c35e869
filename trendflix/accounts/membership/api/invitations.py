"""Invitations, for staff who may make them."""

from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import DestroyAPIView, ListCreateAPIView
from rest_framework.permissions import DjangoModelPermissions
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.invitations import invitation_make, invitation_send
from trendflix.accounts.membership.models import Invitation
from trendflix.core.errors import UserError
from trendflix.core.paging import CappedPages
from trendflix.core.permissions import StaffOnly


class InvitationStaff(StaffOnly, DjangoModelPermissions):
    """Staff with the permissions that the admin asks for."""

    perms_map = DjangoModelPermissions.perms_map | {"GET": ["%(app_label)s.view_%(model_name)s"]}

    def has_permission(self, request: Request, view: Any) -> bool:
        """Both."""
        return StaffOnly.has_permission(self, request, view) and DjangoModelPermissions.has_permission(
            self, request, view
        )


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """An invitation; what opens it is told when it is made, and never again."""

    is_open = serializers.BooleanField(read_only=True)

    class Meta:
        model = Invitation
        fields = ("id", "email", "is_open", "created", "expires", "used")
        read_only_fields = fields


class NewInvitationSerializer(serializers.Serializer[Any]):
    """Whom to invite: an address, which alone may use it then, or whoever gets the link."""

    email = serializers.EmailField(max_length=254, required=False, allow_blank=True, default="")
    days = serializers.IntegerField(min_value=1, max_value=365, default=14)
    by_mail = serializers.BooleanField(default=False)


class MadeInvitationSerializer(serializers.ModelSerializer[Invitation]):
    """An invitation that was just made, with its link."""

    is_open = serializers.BooleanField(read_only=True)
    link = serializers.CharField(read_only=True)

    class Meta:
        model = Invitation
        fields = (*InvitationSerializer.Meta.fields, "link")
        read_only_fields = fields


@extend_schema(tags=["support"])
class InvitationList(ListCreateAPIView[Invitation]):
    """Invitations, newest first."""

    permission_classes = (InvitationStaff,)
    serializer_class = InvitationSerializer
    pagination_class = CappedPages
    queryset = Invitation.objects.all()

    @extend_schema(request=NewInvitationSerializer, responses={201: MadeInvitationSerializer})
    def post(self, request: Request, *arguments: Any, **named: Any) -> Response:
        """Make one, and mail it where that is asked for."""
        sent = NewInvitationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        data = sent.validated_data
        if data["by_mail"] and not data["email"]:
            raise ValidationError({"email": [gettext("Where is it to be sent?")]})
        by = request.user if isinstance(request.user, User) else None
        try:
            row, link = invitation_make(data["email"], by=by, days=data["days"])
        except UserError as error:
            raise ValidationError({"email": [str(error)]}) from error
        if data["by_mail"]:
            invitation_send(row, link)
        return Response(InvitationSerializer(row).data | {"link": link}, status=201)


@extend_schema(tags=["support"])
class InvitationDetail(DestroyAPIView[Invitation]):
    """One invitation; deleting it revokes it."""

    permission_classes = (InvitationStaff,)
    serializer_class = InvitationSerializer
    queryset = Invitation.objects.all()
