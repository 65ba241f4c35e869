"""The shop over REST."""

from typing import Any

from django.http import Http404
from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog.selectors import titles_for
from playback.models import Video
from playback.viewers import viewer_of
from shopping import selectors

RESULTS = 60


class TimelineView(APIView):
    """What is worn in a title, when and where on the screen, and what looks like it."""

    @extend_schema(tags=["titles"], responses={200: dict[str, Any]})
    def get(self, request: Request, slug: str) -> Response:
        """The whole timeline in one answer; constant queries."""
        seen = Video.objects.filter(title__in=titles_for(request.user))
        video = seen.select_related("title").filter(title__slug=slug).first()
        if video is None:
            raise Http404(f"There is nothing to watch at {slug}.")
        return Response(selectors.player_timeline(video, viewer_of(request)))


class ProductSearchView(APIView):
    """Products by words."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "search"

    @extend_schema(tags=["products"], parameters=[OpenApiParameter("q", str)], responses={200: list[dict[str, Any]]})
    def get(self, request: Request) -> Response:
        """Available products that answer the words of ``q``, best first."""
        found = selectors.products_search(request.query_params.get("q", ""), RESULTS)
        return Response([selectors.product_card(product) for product in found])


urlpatterns: list[URLPattern] = [
    path("titles/<slug:slug>/timeline/", TimelineView.as_view(), name="api-timeline"),
    path("products/", ProductSearchView.as_view(), name="api-products"),
]
