"""Who may call the API."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:  # the REST framework's views import this module through the settings
    from rest_framework.views import APIView


class SitePolicy(BasePermission):
    """Open to all, or to signed-in people where ``REQUIRE_LOGIN`` says so; views check objects themselves."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Whether this caller may talk to the API at all."""
        return not settings.REQUIRE_LOGIN or request.user.is_authenticated


class StaffOnly(BasePermission):
    """For the endpoints of administrators."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Whether the caller is staff."""
        return bool(request.user.is_authenticated and request.user.is_staff)
