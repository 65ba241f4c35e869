"""Watching over REST: where a viewer is in a film."""

from math import isfinite
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog.selectors import titles_visible
from playback import selectors
from playback.api_sources import SourcesView
from playback.models import Progress
from playback.services.progress import progress_remove, progress_save
from playback.visible import film_or_404
from trendflix.accounts.membership.streams import stream_admit
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known, visitor_of

MAX_AGE = 30 * 86_400
"""Seconds that a save may have waited for a network."""


class Seconds(serializers.FloatField):
    """Seconds; what is no number, such as ``nan``, is refused."""

    def to_internal_value(self, data: Any) -> float:
        """The number that was sent."""
        value = super().to_internal_value(data)
        if not isfinite(value):
            self.fail("invalid")
        return value


class ProgressSerializer(serializers.Serializer[Progress]):
    """A position in seconds; ``watched`` is ours to say.

    ``playback_session`` names the page that saves (``sitting``, its name before, is understood), ``sequence`` counts
    its saves, ``age`` says how many seconds ago the position was true: an older position never replaces a newer one.
    """

    position = Seconds(min_value=0, max_value=10**6)
    watched = serializers.BooleanField(read_only=True)
    playback_session = serializers.CharField(max_length=36, required=False, allow_blank=True, write_only=True)
    sitting = serializers.CharField(max_length=36, required=False, allow_blank=True, write_only=True)
    sequence = serializers.IntegerField(min_value=0, max_value=10**9, required=False, default=0, write_only=True)
    age = Seconds(min_value=0, max_value=MAX_AGE, required=False, default=0.0, write_only=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The values under their present names."""
        old = attrs.pop("sitting", "")
        return {"playback_session": old} | attrs


class ProgressView(APIView):
    """How far this viewer got in one title."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "progress"

    @extend_schema(tags=["progress"], responses=ProgressSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """The kept position; 0 where there is none."""
        found = selectors.progress_for(visitor_of(request), film_or_404(sight_of(request), slug))
        return Response(ProgressSerializer(found or Progress(position=0.0)).data)

    @extend_schema(tags=["progress"], request=ProgressSerializer, responses=ProgressSerializer)
    def put(self, request: Request, slug: str) -> Response:
        """Keep a position; the answer is what is kept, which may be a newer one of another page.

        A device that tells its position plays, though a film in one file may be asked for but once.
        """
        response = self._save(request, slug)
        stream_admit(request._request)
        return response

    @extend_schema(tags=["progress"], request=ProgressSerializer, responses=ProgressSerializer)
    def post(self, request: Request, slug: str) -> Response:
        """The same as a form, with the CSRF token among its fields: what a browser can send while a page closes."""
        return self._save(request, slug)

    def _save(self, request: Request, slug: str) -> Response:
        video = film_or_404(sight_of(request), slug)
        sent = ProgressSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        row = progress_save(visitor_of(request), video, **sent.validated_data)
        return Response(ProgressSerializer(row).data)


class BegunView(APIView):
    """The row of what this viewer has begun."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "progress"

    @extend_schema(tags=["progress"], request=None, responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Take a film or a show off the row; it does not count as watched, and watching on puts it back."""
        title = get_object_or_404(titles_visible(sight_of(request)), slug=slug)
        progress_remove(visitor_known(request), title)
        return Response(status=204)


urlpatterns: list[URLPattern] = [
    path("titles/<uslug:slug>/sources/", SourcesView.as_view(), name="api-sources"),
    path("titles/<uslug:slug>/progress/", ProgressView.as_view(), name="api-progress"),
    path("titles/<uslug:slug>/begun/", BegunView.as_view(), name="api-begun"),
]
