"""Titles over REST."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from catalog import selectors
from catalog.api.filters import TitleQuery, titles_filtered
from catalog.api.serializers import TitleDetailSerializer, TitleSerializer
from catalog.api.views import LibraryDetail, LibraryList, as_cards
from catalog.models import Credit, Title
from catalog.visible import collections_visible
from trendflix.core.keyset import SearchPagination

WORDS = OpenApiParameter("q", str, description="Words that titles must hold; best first, filters and sort aside.")


@extend_schema(tags=["titles"], parameters=[TitleQuery, WORDS])
class TitleList(LibraryList[Title]):
    """Films and shows that the caller may see, filtered and sorted; with ``q`` those that hold its words."""

    serializer_class = TitleSerializer
    pagination_class = SearchPagination

    def get_queryset(self) -> QuerySet[Title]:
        """The newest first where nothing else is asked for."""
        return as_cards(titles_filtered(selectors.browsed(self.sight), self.wanted()), self.sight)

    def wanted(self) -> dict[str, Any]:
        """The parameters, or 400; those that words set aside are checked, too."""
        query = TitleQuery(data=self.request.query_params)
        query.is_valid(raise_exception=True)
        return dict(query.validated_data)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of the list, or of what holds the words of ``q``."""
        if "q" not in request.query_params or not isinstance(self.paginator, SearchPagination):
            return super().list(request, *args, **kwargs)
        self.wanted()
        keys = selectors.title_pks_search(self.sight, request.query_params["q"])
        page = self.paginator.paginate_keys(keys, request)
        titles = as_cards(selectors.browsed(self.sight), self.sight).order_by().in_bulk(page)
        found = [titles[key] for key in page if key in titles]
        return self.get_paginated_response(self.get_serializer(found, many=True).data)


@extend_schema(tags=["titles"])
class TitleDetail(LibraryDetail[Title]):
    """One title; episodes, trailers and editions too."""

    serializer_class = TitleDetailSerializer

    def get_queryset(self) -> QuerySet[Title]:
        """With everything that the answer names; constant queries."""
        sight = self.sight
        extras = selectors.titles_visible(sight).filter(kind__in=Title.OF_A_PARENT).order_by("pk")
        collections = collections_visible(sight).order_by("name")
        return (
            as_cards(selectors.titles_visible(self.sight), sight)
            .select_related("season__show", "parent")
            .prefetch_related(
                Prefetch("credits", Credit.objects.select_related("person")),
                Prefetch("extras", extras, to_attr="visible_extras"),
                Prefetch("collections", collections, to_attr="visible_collections"),
            )
        )
