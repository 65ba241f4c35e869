"""Reading over REST: what is worn in a title, and products by words."""

import gzip
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from playback.models import Video
from playback.visible import film_or_404
from shopping.storefront import selectors
from shopping.storefront.cards import numbered_card
from shopping.storefront.timelines import timeline_packed, timeline_version
from trendflix.accounts.sight import EVERYBODY, sight_of
from trendflix.core.compression import accepts_gzip

RESULTS = 60


class TimelineView(APIView):
    """What is worn in a title, when and where on the screen, and what looks like it."""

    @extend_schema(tags=["titles"], responses={200: dict[str, Any], 304: None})
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """The whole timeline in the player's short form (``storefront.timelines``), the same for every viewer of a
        language.

        Carries a strong ``ETag``: a browser that has it asks with ``If-None-Match`` and gets 304 until it changes.
        """
        video = film_or_404(sight_of(request), slug)
        version = timeline_version(video)
        is_packed = accepts_gzip(request.headers.get("Accept-Encoding", ""))
        etag = f'"{version}-gzip"' if is_packed else f'"{version}"'  # RFC 9110, 8.8.3.3: codings differ in their tags
        response = get_conditional_response(request, etag) or _timeline(video, version, is_packed)
        response["ETag"] = etag
        is_open = not settings.REQUIRE_LOGIN and sight_of(request) == EVERYBODY
        response["Cache-Control"] = f"{'public' if is_open else 'private'}, no-cache"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


def _timeline(video: Video, version: str, is_packed: bool) -> HttpResponse:
    packed = timeline_packed(video, version)
    response = HttpResponse(packed if is_packed else gzip.decompress(packed), content_type="application/json")
    if is_packed:
        response["Content-Encoding"] = "gzip"
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
