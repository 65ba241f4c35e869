"""Lists of saved products over REST."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from shopping.api.viewers import product_of
from shopping.models import MAX_LIST_NAME, MAX_NOTE, SavedList
from shopping.storefront import list_services as services
from shopping.storefront.saved import product_note
from shopping.storefront.saved_lists import cards_of, list_of, lists_of, saved_of, saved_on
from trendflix.accounts.visitors import visitor_of
from trendflix.core.errors import UserError

MAX_MARKS = 200


@contextmanager
def _as_errors() -> Iterator[None]:
    """What a service refuses, as 400."""
    try:
        yield
    except UserError as error:
        raise ValidationError({"detail": str(error)}) from error


class NameSerializer(serializers.Serializer[Any]):
    """A list's name."""

    name = serializers.CharField(max_length=MAX_LIST_NAME)


class NoteSerializer(serializers.Serializer[Any]):
    """A note on a saved product."""

    note = serializers.CharField(max_length=MAX_NOTE, allow_blank=True)


class MoveSerializer(serializers.Serializer[Any]):
    """The list that a product moves from; copied where there is none."""

    move_from = serializers.IntegerField(min_value=1, max_value=2**63 - 1, required=False, allow_null=True)


class OfLists(APIView):
    """What all of these share: a viewer's own lists, and no others."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    def own(self, request: Request, pk: int) -> SavedList:
        """One of the caller's lists, or 404."""
        row = list_of(visitor_of(request), pk)
        if row is None:
            raise Http404(f"There is no list {pk}.")
        return row


class ListsView(OfLists):
    """The viewer's lists."""

    @extend_schema(tags=["viewers"], operation_id="lists_list", responses={200: list[dict[str, Any]]})
    def get(self, request: Request) -> Response:
        """By name."""
        return Response([told(row, request) for row in lists_of(visitor_of(request))])

    @extend_schema(tags=["viewers"], request=NameSerializer, responses={201: dict[str, Any]})
    def post(self, request: Request) -> Response:
        """Make one."""
        sent = NameSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with _as_errors():
            row = services.list_create(visitor_of(request), sent.validated_data["name"])
        return Response(told(self.own(request, row.pk), request), status=status.HTTP_201_CREATED)


class ListView(OfLists):
    """One list."""

    @extend_schema(tags=["viewers"], responses={200: dict[str, Any]})
    def get(self, request: Request, pk: int) -> Response:
        """With its products, the newest entry first."""
        row = self.own(request, pk)
        return Response(told(row, request) | {"products": cards_of(saved_on(row))})

    @extend_schema(tags=["viewers"], request=NameSerializer, responses={200: dict[str, Any]})
    def patch(self, request: Request, pk: int) -> Response:
        """Rename it."""
        row, sent = self.own(request, pk), NameSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with _as_errors():
            services.list_rename(row, sent.validated_data["name"])
        return Response(told(self.own(request, pk), request))

    @extend_schema(tags=["viewers"], responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Delete it; its products stay saved."""
        services.list_delete(self.own(request, pk))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ListShareView(OfLists):
    """The address by which others read a list."""

    @extend_schema(tags=["viewers"], request=None, responses={200: dict[str, Any]})
    def post(self, request: Request, pk: int) -> Response:
        """Share it: {"url"}, the same until it is withdrawn."""
        return Response({"url": shared_url(services.list_share(self.own(request, pk)), request)})

    @extend_schema(tags=["viewers"], responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Withdraw it."""
        services.list_unshare(self.own(request, pk))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ListProductView(OfLists):
    """A product on a list."""

    @extend_schema(tags=["viewers"], request=MoveSerializer, responses={204: None})
    def put(self, request: Request, pk: int, product: int) -> Response:
        """Put it there, saving it; with ``move_from`` it moves from that list."""
        row, sent = self.own(request, pk), MoveSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        source = sent.validated_data.get("move_from")
        with _as_errors():
            moved = self.own(request, source) if source else None
            services.list_add(visitor_of(request), row, product_of(product), moved)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(tags=["viewers"], responses={204: None})
    def delete(self, request: Request, pk: int, product: int) -> Response:
        """Take it off; it stays saved."""
        services.list_remove(self.own(request, pk), product)
        return Response(status=status.HTTP_204_NO_CONTENT)


class NoteView(OfLists):
    """A note on a saved product."""

    @extend_schema(tags=["viewers"], request=NoteSerializer, responses={204: None})
    def put(self, request: Request, pk: int) -> Response:
        """Write it; an empty one removes it."""
        sent = NoteSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        if not product_note(visitor_of(request), pk, sent.validated_data["note"]):
            raise Http404(f"Product {pk} is not saved.")
        return Response(status=status.HTTP_204_NO_CONTENT)


class MarksView(APIView):
    """Which of some products the viewer saved: for hearts on pages."""

    @extend_schema(tags=["viewers"], parameters=[OpenApiParameter("ids", str)], responses={200: dict[str, Any]})
    def get(self, request: Request) -> Response:
        """{"saved": [pk, …]} of the products of ``ids`` (1,2,3), 200 at most."""
        texts = request.query_params.get("ids", "").split(",")[:MAX_MARKS]
        pks = [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19]
        found = saved_of(visitor_of(request)).filter(product__in=pks).order_by("product_id")
        response = Response({"saved": list(found.values_list("product_id", flat=True))})
        response["Cache-Control"] = "no-store"
        return response


def told(row: SavedList, request: Request) -> dict[str, Any]:
    """A list of ``lists_of`` as the API tells it."""
    url = shared_url(row.token, request) if row.token else None
    return {"id": row.pk, "name": row.name, "count": getattr(row, "count", 0), "shared": url}


def shared_url(token: str, request: Request) -> str:
    """The address by which others read a list."""
    return request.build_absolute_uri(reverse("list-shared", args=[token]))
