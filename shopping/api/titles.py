"""Reading over REST: what is worn in a title, and products by words."""

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from playback.visible import film_or_404
from shopping.storefront import selectors
from shopping.storefront.cards import numbered_card
from shopping.storefront.timelines import timeline_packed, timeline_text
from trendflix.accounts.visitors import visitor_of

RESULTS = 60


class TimelineView(APIView):
    """What is worn in a title, when and where on the screen, and what looks like it."""

    @extend_schema(tags=["titles"], responses={200: dict[str, Any]})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """The whole timeline in one answer, in the player's short form (``storefront.timelines``); constant queries."""
        is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
        read = timeline_packed if is_packed else timeline_text
        response = HttpResponse(
            read(film_or_404(request.user, slug), visitor_of(request)), content_type="application/json"
        )
        if is_packed:
            response["Content-Encoding"] = "gzip"
        response["Vary"] = "Accept-Encoding, Cookie"
        response["Cache-Control"] = "private, no-cache"
        return response


class ProductSearchView(APIView):
    """Products by words."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "search"

    @extend_schema(tags=["products"], parameters=[OpenApiParameter("q", str)], responses={200: list[dict[str, Any]]})
    def get(self, request: Request) -> Response:
        """Available products that answer the words of ``q``, best first."""
        found = selectors.products_search(request.query_params.get("q", ""), RESULTS)
        return Response([numbered_card(product) for product in found])
