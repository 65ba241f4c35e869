"""What a viewer watched and how they watch, over REST; each is the caller's own."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog.selectors import titles_visible
from playback.models import Progress
from playback.player_settings import settings_change, settings_of
from playback.watched import history_clear, history_pause, history_remove, history_rows
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known, visitor_of
from trendflix.core.errors import UserError
from trendflix.core.keyset import KeysetPagination


class HistorySerializer(serializers.ModelSerializer[Progress]):
    """A film or an episode that was watched; ``position`` and ``duration`` in seconds."""

    slug = serializers.CharField(source="video.title.slug")
    name = serializers.CharField(source="video.title.name")
    show = serializers.CharField(source="video.title.season.show.slug", default=None, allow_null=True)
    duration = serializers.FloatField(source="video.duration")

    class Meta:
        model = Progress
        fields = ("slug", "name", "show", "position", "duration", "watched", "updated")


class HistoryView(ListAPIView[Progress]):
    """The caller's history."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"
    serializer_class = HistorySerializer
    pagination_class: Any = KeysetPagination

    def get_queryset(self) -> QuerySet[Progress]:
        """Last watched first, of titles that the caller may see."""
        return history_rows(visitor_known(self.request).viewer_id, titles_visible(sight_of(self.request)))

    @extend_schema(tags=["history"])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of it."""
        return super().get(request, *args, **kwargs)

    @extend_schema(operation_id="history_clear", tags=["history"], responses={204: None})
    def delete(self, request: Request) -> Response:
        """Forget all that was watched, and how far."""
        history_clear(visitor_known(request).viewer_id)
        return Response(status=204)


class HistoryTitleView(APIView):
    """One title of the caller's history."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    @extend_schema(tags=["history"], responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Forget that it was watched, and how far."""
        title = get_object_or_404(titles_visible(sight_of(request)), slug=slug)
        history_remove(visitor_known(request).viewer_id, title.pk)
        return Response(status=204)


class SettingsSerializer(serializers.Serializer[Any]):
    """``history_paused``: nothing watched is kept. ``player``: volume (0..1), muted, rate (0.25..4), captions, audio,
    height, fill, captionStyle.
    """

    history_paused = serializers.BooleanField(required=False)
    player = serializers.DictField(required=False)


class SettingsView(APIView):
    """How the caller watches."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    @extend_schema(tags=["viewers"], responses=SettingsSerializer)
    def get(self, request: Request) -> Response:
        """What was chosen; what was not has its usual value."""
        visitor = visitor_known(request)
        viewer = visitor.viewer() if visitor.viewer_id is not None else None
        return Response({"history_paused": bool(viewer and viewer.history_paused), "player": settings_of(viewer)})

    @extend_schema(tags=["viewers"], request=SettingsSerializer, responses=SettingsSerializer)
    def patch(self, request: Request) -> Response:
        """Change what is sent; what is not sent stays."""
        sent = SettingsSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        viewer, values = visitor_of(request).viewer(), sent.validated_data
        try:
            settings_change(viewer, values.get("player", {}))
        except UserError as error:
            raise ValidationError({"player": str(error)}) from error
        if "history_paused" in values:
            history_pause(viewer, values["history_paused"])
        answer: Response = self.get(request)
        return answer


urlpatterns: list[URLPattern] = [
    path("history/", HistoryView.as_view(), name="api-history"),
    path("history/<uslug:slug>/", HistoryTitleView.as_view(), name="api-history-title"),
    path("settings/", SettingsView.as_view(), name="api-settings"),
]
