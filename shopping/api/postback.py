"""What shops report of orders."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from shopping.insights.conversions import conversion_record
from shopping.insights.signatures import WrongSignature
from shopping.models import Feed
from trendflix.core.errors import UserError

PARAMETERS = [
    OpenApiParameter(name, str, required=True) for name in ("click", "order", "amount", "currency", "time", "signature")
]


class ReportedSerializer(serializers.Serializer[Any]):
    """Whether an order was new."""

    order = serializers.CharField()
    created = serializers.BooleanField()


class PostbackView(APIView):
    """A shop reports an order, or a refund with a negative amount; see ``docs/insights.md``."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "postback"
    parser_classes = (FormParser, MultiPartParser)

    @extend_schema(tags=["events"], request=None, parameters=PARAMETERS, responses=ReportedSerializer)
    def get(self, request: Request, feed: str) -> Response:
        """Keep it; the same order again changes nothing."""
        return self._keep(feed, request.query_params)

    @extend_schema(tags=["events"], request=None, parameters=PARAMETERS, responses=ReportedSerializer)
    def post(self, request: Request, feed: str) -> Response:
        """The same as a form or in the address."""
        return self._keep(feed, request.data or request.query_params)

    def _keep(self, slug: str, sent: Any) -> Response:
        found = Feed.objects.filter(slug=slug).first()
        if found is None:
            raise Http404("No such shop.")
        try:
            row, created = conversion_record(found, {name: str(sent[name]) for name in sent})
        except WrongSignature as error:
            raise PermissionDenied(str(error)) from error
        except UserError as error:
            raise serializers.ValidationError({"detail": [str(error)]}) from error
        return Response({"order": row.order, "created": created})
