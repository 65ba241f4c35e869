"""What a viewer keeps and turns down, over REST."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from playback.visible import film_or_404
from shopping.insights.known import Done
from shopping.insights.recording import events_record
from shopping.models import Event, Match, Product
from shopping.storefront import saved, selectors
from shopping.storefront.saved_lists import cards_of, saved_of
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of
from trendflix.core.errors import UserError
from vision.selectors import garment_for


def product_of(pk: int) -> Product:
    """A product, or 404."""
    product = Product.objects.filter(pk=pk).first()
    if product is None:
        raise Http404(f"There is no product {pk}.")
    return product


class FeedbackView(APIView):
    """What this viewer said about the products beside one film."""

    @extend_schema(tags=["viewers"], responses={200: dict[str, Any]})
    def get(self, request: Request, slug: str) -> Response:
        """Saved products, and those that are not like a garment."""
        return Response(selectors.of_viewer(visitor_of(request), film_or_404(sight_of(request), slug)))


class SavedListView(APIView):
    """The viewer's list."""

    @extend_schema(tags=["viewers"], responses={200: list[dict[str, Any]]})
    def get(self, request: Request) -> Response:
        """Newest first."""
        return Response(cards_of(saved_of(visitor_of(request))))


class GarmentSerializer(serializers.Serializer[Any]):
    """The garment that a product stood beside."""

    garment = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False, allow_null=True)


class SavedView(APIView):
    """One product on the viewer's list."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    @extend_schema(tags=["viewers"], request=GarmentSerializer, responses={204: None})
    def put(self, request: Request, pk: int) -> Response:
        """Keep it."""
        sent = GarmentSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        beside = garment_for(sight_of(request), sent.validated_data.get("garment"))
        try:
            saved.product_save(visitor_of(request), product_of(pk), beside)
        except UserError as error:
            raise ValidationError({"detail": str(error)}) from error
        events_record(request._request, [Done(Event.Kind.SAVED, beside.pk if beside else None, pk)])
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(tags=["viewers"], responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Take it off."""
        saved.product_unsave(visitor_of(request), pk)
        return Response(status=status.HTTP_204_NO_CONTENT)


class DislikeView(APIView):
    """The viewer's word that a product is not like a garment."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    @extend_schema(tags=["viewers"], request=None, responses={204: None})
    def put(self, request: Request, garment: int, product: int) -> Response:
        """Say so of a product that was suggested; it counts once a viewer."""
        worn = garment_for(sight_of(request), garment)
        match = Match.objects.select_related("product").filter(garment=worn, product_id=product).first()
        if worn is None or match is None:
            raise Http404(f"Product {product} does not stand beside garment {garment}.")
        saved.product_dislike(visitor_of(request), worn, match.product)
        events_record(request._request, [Done(Event.Kind.DISLIKED, garment, product)])
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(tags=["viewers"], responses={204: None})
    def delete(self, request: Request, garment: int, product: int) -> Response:
        """Take it back."""
        saved.product_dislike_undo(visitor_of(request), garment, product)
        return Response(status=status.HTTP_204_NO_CONTENT)
