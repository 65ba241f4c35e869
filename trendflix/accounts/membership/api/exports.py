"""Copies of everything that names the caller."""

from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.membership.api.base import AccountEndpoint, SensitiveEndpoint
from trendflix.accounts.membership.exports import export_for, export_request
from trendflix.accounts.membership.models import Export
from trendflix.accounts.membership.views.exports import SHOWN, file_of


class ExportSerializer(serializers.ModelSerializer[Export]):
    """A copy; ``size`` in bytes, null while it is being made."""

    class Meta:
        model = Export
        fields = ("id", "created", "expires", "size")
        read_only_fields = fields


@extend_schema(tags=["account"])
class ExportsView(SensitiveEndpoint):
    """The caller's copies."""

    @extend_schema(responses=ExportSerializer(many=True))
    def get(self, request: Request) -> Response:
        """Those that have not expired."""
        rows = Export.objects.filter(user=self.owner(), expires__gt=timezone.now())[:SHOWN]
        return Response(ExportSerializer(rows, many=True).data)

    @extend_schema(request=None, responses={202: ExportSerializer})
    def post(self, request: Request) -> Response:
        """Make one; it can be fetched once it has a size."""
        return Response(ExportSerializer(export_request(self.owner())).data, status=202)


@extend_schema(tags=["account"])
class ExportView(AccountEndpoint):
    """One of the caller's copies."""

    @extend_schema(responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: int) -> FileResponse:
        """Its file."""
        row = export_for(self.owner(), pk)
        if row is None:
            raise NotFound
        return file_of(row)
