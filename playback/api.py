"""Watching over REST: where a viewer is in a film."""

from django.http import Http404
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog.selectors import titles_for
from playback import selectors
from playback.models import Progress, Video
from playback.services.progress import progress_save
from playback.viewers import viewer_of


class ProgressSerializer(serializers.Serializer[Progress]):
    """A position in seconds; ``watched`` is ours to say."""

    position = serializers.FloatField(min_value=0, max_value=10**6)
    watched = serializers.BooleanField(read_only=True)


class ProgressView(APIView):
    """How far this viewer got in one title."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "progress"

    @extend_schema(tags=["progress"], responses=ProgressSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """The kept position; 0 where there is none."""
        found = selectors.progress_for(viewer_of(request), self._video(request, slug))
        return Response(ProgressSerializer(found or Progress(position=0.0)).data)

    @extend_schema(tags=["progress"], request=ProgressSerializer, responses=ProgressSerializer)
    def put(self, request: Request, slug: str) -> Response:
        """Keep a position."""
        sent = ProgressSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        video = self._video(request, slug)
        row = progress_save(viewer_of(request), video, sent.validated_data["position"])
        return Response(ProgressSerializer(row).data)

    def _video(self, request: Request, slug: str) -> Video:
        video = Video.objects.filter(title__in=titles_for(request.user), title__slug=slug).first()
        if video is None:
            raise Http404(f"There is nothing to watch at {slug}.")
        return video


urlpatterns: list[URLPattern] = [
    path("titles/<slug:slug>/progress/", ProgressView.as_view(), name="api-progress"),
]
