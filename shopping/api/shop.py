"""The shop over REST: search with facets, and by a picture."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from shopping.api.lookups import Asking
from shopping.api.shop_query import ShopQuery, filters_checked
from shopping.models import Lookup
from shopping.queries.picture_answers import PICTURE, picture_pack, picture_scores
from shopping.storefront.shop.results import shop_search
from trendflix.accounts.visitors import visitor_known
from trendflix.core.errors import UserError

MAX_PICTURE_BYTES = 2**20


class ShopView(APIView):
    """Everything that is for sale."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "search"

    @extend_schema(tags=["products"], parameters=[ShopQuery], responses={200: dict[str, Any]})
    def get(self, request: Request) -> Response:
        """One page of styles: {"count", "page", "pages", "results": [card, …], "facets": {name: [choice, …]}}."""
        filters = filters_checked(request.query_params)
        pictured = picture_scores(visitor_known(request), filters.picture) if filters.picture else None
        if filters.picture and pictured is None:
            raise ValidationError({"picture": ["There is no answered question of yours with this id."]})
        found = shop_search(filters, pictured)
        told = {"count": found.page.paginator.count, "page": found.page.number, "pages": found.page.paginator.num_pages}
        return Response(told | {"results": found.cards, "facets": asdict(found.facets)})


class PictureParser(BaseParser):
    """A picture as the whole body."""

    media_type = "image/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """The bytes, one more than may be at most."""
        return stream.read(MAX_PICTURE_BYTES + 1)


class PictureView(Asking):
    """Search by a picture."""

    parser_classes = (PictureParser,)

    @extend_schema(
        tags=["products"],
        request={"image/jpeg": bytes, "image/png": bytes, "image/webp": bytes},
        responses={202: dict[str, Any]},
    )
    def post(self, request: Request) -> Response:
        """Ask for products that look like the picture in the body, 1 MiB at most; answered as a lookup."""
        data = request.data
        if not isinstance(data, bytes) or not data:
            raise ValidationError({"picture": ["Send a picture as the body: image/jpeg, image/png or image/webp."]})
        if len(data) > MAX_PICTURE_BYTES:
            return Response({"detail": "A picture has 1 MiB at most."}, status=status.HTTP_413_REQUEST_ENTITY_TOO_LARGE)
        try:
            packed = picture_pack(data)
        except UserError as error:
            raise ValidationError({"picture": [str(error)]}) from error
        return self.ask(request, Lookup.Kind.PICTURE, None, {PICTURE: packed})
