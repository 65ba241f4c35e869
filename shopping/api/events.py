"""What pages report of what viewers do."""

import json
from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from shopping.insights.known import Done
from shopping.insights.recording import events_record
from shopping.models import Event

MAX_EVENTS = 100
KINDS = {
    "row_seen": Event.Kind.ROW_SEEN,
    "card_seen": Event.Kind.CARD_SEEN,
    "dot_opened": Event.Kind.DOT_OPENED,
    "row_opened": Event.Kind.ROW_OPENED,
    "page_viewed": Event.Kind.PAGE_VIEWED,
}
"""What a page may report; what is saved, disliked and clicked is noted where it is done."""
MAX_KEY = 2**63 - 1


class DoneSerializer(serializers.Serializer[Any]):
    """One thing that was done, ``age`` seconds ago."""

    kind = serializers.ChoiceField(sorted(KINDS))
    garment = serializers.IntegerField(min_value=1, max_value=MAX_KEY, required=False, allow_null=True)
    product = serializers.IntegerField(min_value=1, max_value=MAX_KEY, required=False, allow_null=True)
    age = serializers.FloatField(min_value=0, max_value=86_400, required=False, default=0.0)


class BatchSerializer(serializers.Serializer[Any]):
    """What was done since the last batch."""

    events = serializers.ListField(child=DoneSerializer(), min_length=1, max_length=MAX_EVENTS)


class FormSerializer(serializers.Serializer[Any]):
    """A batch as a form carries it."""

    events = serializers.CharField(help_text="The list of events as JSON.")


class CountSerializer(serializers.Serializer[Any]):
    """How many events were taken; none where the browser asks not to be followed."""

    taken = serializers.IntegerField()


FORMS = dict.fromkeys(("application/x-www-form-urlencoded", "multipart/form-data"), FormSerializer)


class EventsView(APIView):
    """Events of a page, in batches: JSON, or a form whose field ``events`` is JSON, as ``sendBeacon`` can send it."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "events"
    parser_classes = (JSONParser, FormParser, MultiPartParser)

    @extend_schema(
        tags=["events"], request={"application/json": BatchSerializer, **FORMS}, responses={202: CountSerializer}
    )
    def post(self, request: Request) -> Response:
        """Note them; the answer comes at once, figures are rolled up later."""
        sent = BatchSerializer(data=_batch(request.data))
        sent.is_valid(raise_exception=True)
        done = [Done(**(one | {"kind": KINDS[one["kind"]]})) for one in sent.validated_data["events"]]
        return Response({"taken": events_record(request._request, done)}, status=202)


def _batch(data: Any) -> Any:
    """The batch, which a form carries as text."""
    if not isinstance(data, QueryDict):
        return data
    try:
        return {"events": json.loads(data.get("events", ""))}
    except (ValueError, RecursionError):
        raise serializers.ValidationError({"events": ["This is not JSON."]}) from None
