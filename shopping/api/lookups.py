"""Questions over REST: asked with POST, answered by another process, fetched with GET, let go of with DELETE."""

from math import isfinite
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from playback.models import Video
from playback.visible import film_or_404, films_for
from shopping.api.viewers import product_of
from shopping.models import Lookup
from shopping.queries.addresses import address_check, address_note
from shopping.queries.lookups import lookup_ask, lookup_cancel
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of
from trendflix.core.errors import UserError
from trendflix.core.http import client_address

MIN_SIDE = 0.02
MAX_LENGTH = 200
MAX_SECONDS = 1e6


class RegionSerializer(serializers.Serializer[Any]):
    """A box (x, y, w, h in 0..1 of the picture) at a time in seconds, with words or without."""

    t = serializers.FloatField(min_value=0, max_value=MAX_SECONDS)
    box = serializers.ListField(child=serializers.FloatField(min_value=0, max_value=1), min_length=4, max_length=4)
    words = serializers.CharField(max_length=MAX_LENGTH, required=False, allow_blank=True, default="")

    def validate_t(self, t: float) -> float:
        """A number, which "nan" is not."""
        return _finite(t)

    def validate_box(self, box: list[float]) -> list[float]:
        """Within the picture, and large enough to show something."""
        x, y, w, h = (_finite(part) for part in box)
        if min(w, h) < MIN_SIDE:
            raise serializers.ValidationError(
                gettext("Draw a larger box: at least %(limit)s of the picture a side.") % {"limit": MIN_SIDE}
            )
        if x + w > 1.001 or y + h > 1.001:
            raise serializers.ValidationError(gettext("The box reaches out of the picture."))
        return [x, y, min(w, 1 - x), min(h, 1 - y)]


def _finite(number: float) -> float:
    if not isfinite(number):
        raise serializers.ValidationError(gettext("A valid number is required."))
    return number


class WordsSerializer(serializers.Serializer[Any]):
    """What to look for."""

    words = serializers.CharField(max_length=MAX_LENGTH)


class Asking(APIView):
    """What all questions share."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "look"

    def ask(self, request: Request, kind: str, video: Video | None, query: dict[str, Any]) -> Response:
        """202 with the address of the answer; 503 where too many wait."""
        try:
            address_check(address := client_address(request))
            lookup = lookup_ask(visitor_of(request), kind, video, query)
        except UserError as error:
            return Response({"detail": str(error)}, status=status.HTTP_503_SERVICE_UNAVAILABLE)
        address_note(address, lookup)
        url = reverse("api-lookup", args=[lookup.pk])
        return Response({"id": str(lookup.pk), "url": url}, status=status.HTTP_202_ACCEPTED, headers={"Location": url})


class RegionView(Asking):
    """Search in the picture."""

    @extend_schema(tags=["lookups"], request=RegionSerializer, responses={202: dict[str, Any]})
    def post(self, request: Request, slug: str) -> Response:
        """Ask for products like what a box on the film's frame shows."""
        video = film_or_404(sight_of(request), slug)
        sent = RegionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        if sent.validated_data["t"] > video.duration:
            told = gettext("The film ends at %(seconds)s s.") % {"seconds": number_format(video.duration, 1)}
            raise serializers.ValidationError({"t": [told]})
        return self.ask(request, Lookup.Kind.REGION, video, dict(sent.validated_data))


class WordsView(Asking):
    """Moments and products by words, as the model sees them; asked while somebody types."""

    throttle_scope = "words"

    @extend_schema(tags=["lookups"], request=WordsSerializer, responses={202: dict[str, Any]})
    def post(self, request: Request, slug: str) -> Response:
        """Ask for garments of the film, and products of the shop, that look like the words."""
        video = film_or_404(sight_of(request), slug)
        sent = WordsSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return self.ask(request, Lookup.Kind.WORDS, video, dict(sent.validated_data))


class LikeView(Asking):
    """More like a product."""

    @extend_schema(tags=["lookups"], request=None, responses={202: dict[str, Any]})
    def post(self, request: Request, pk: int) -> Response:
        """Ask for products near one, and for its variants."""
        return self.ask(request, Lookup.Kind.LIKE, None, {"product": product_of(pk).pk})


class LookupView(APIView):
    """One question of the caller's, about a film that they may still see."""

    @extend_schema(tags=["lookups"], responses={200: dict[str, Any]})
    def get(self, request: Request, pk: str) -> Response:
        """Its status, and its answer once there is one."""
        lookup = self._mine(request, pk)
        error = gettext(lookup.error) if lookup.error else ""
        response = Response({"status": lookup.status, "result": lookup.result, "error": error})
        response["Cache-Control"] = "no-store"
        return response

    @extend_schema(tags=["lookups"], responses={204: None})
    def delete(self, request: Request, pk: str) -> Response:
        """Nobody waits for it any more."""
        lookup_cancel(self._mine(request, pk))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _mine(self, request: Request, pk: str) -> Lookup:
        seen = Q(video__isnull=True) | Q(video__in=films_for(sight_of(request)))
        lookup = Lookup.objects.filter(seen, viewer=visitor_of(request).viewer_id, pk=pk).first()
        if lookup is None:
            raise Http404("There is no such question.")
        return lookup
