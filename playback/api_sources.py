"""What a player needs of a film, over REST: signed addresses, subtitles, chapters, the viewer's position."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from playback import selectors
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of


class SourceSubtitleSerializer(serializers.Serializer[Any]):
    """A subtitle track; ``kind`` is that of HTML's ``track``."""

    url = serializers.CharField()
    language = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field named like an attribute of fields
    kind = serializers.ChoiceField(["subtitles", "captions"])
    default = serializers.BooleanField()


class SourcesSerializer(serializers.Serializer[Any]):
    """Addresses that play for this viewer alone and expire; empty is what the film does not have. Times in seconds."""

    hls = serializers.CharField(help_text="HLS multivariant playlist (RFC 8216).")
    progressive = serializers.CharField(help_text="MP4 for players without HLS.")
    thumbnails = serializers.CharField(help_text="WebVTT of pictures along the film.")
    still = serializers.CharField()
    duration = serializers.FloatField()
    subtitles = SourceSubtitleSerializer(many=True)
    chapters = serializers.ListField(child=serializers.DictField())
    position = serializers.FloatField(source="progress.position")


class SourcesView(APIView):
    """Where a film plays from."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "library"

    @extend_schema(tags=["titles"], responses=SourcesSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """The addresses of a packaged film that this person may see; 404 for all others."""
        video = selectors.film_to_watch(sight_of(request), slug)
        if video is None or not video.is_ready:
            raise Http404(f"There is nothing to watch at {slug}.")
        config = selectors.watch_config(video, visitor_of(request))
        response = Response(SourcesSerializer(config).data)
        response["Cache-Control"] = "private, no-store"
        return response
