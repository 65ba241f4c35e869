"""The library over REST."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from catalog import selectors
from catalog.models import Genre, Title


class TitleSerializer(serializers.ModelSerializer[Title]):
    """A title as a card shows it."""

    genres: serializers.SlugRelatedField[Genre] = serializers.SlugRelatedField("slug", many=True, read_only=True)
    soon = serializers.BooleanField(source="is_soon", read_only=True, help_text="Nothing of it can be played yet.")

    class Meta:
        model = Title
        fields = ("slug", "kind", "name", "year", "tagline", "synopsis", "genres", "poster", "backdrop", "soon")


@extend_schema(tags=["titles"], parameters=[OpenApiParameter("q", str, description="Words that titles must hold.")])
class TitleList(ListAPIView[Title]):
    """Films and shows that the caller may see; with ``q`` those that hold its words."""

    serializer_class = TitleSerializer

    def get_queryset(self) -> QuerySet[Title]:
        """Newest first."""
        return selectors.browsable(self.request.user).prefetch_related("genres")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Newest first, or what holds the words of ``q`` best first; a page at a time."""
        if "q" not in request.query_params or self.paginator is None:
            return super().list(request, *args, **kwargs)
        pks = selectors.title_pks_search(request.user, request.query_params["q"])
        page = self.paginator.paginate_queryset(pks, request, view=self) or []
        titles = selectors.titles_in_order(request.user, list(page))
        return self.get_paginated_response(self.get_serializer(titles, many=True).data)


@extend_schema(tags=["titles"])
class TitleDetail(RetrieveAPIView[Title]):
    """One title."""

    serializer_class = TitleSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Title]:
        """Episodes too."""
        user = self.request.user
        return selectors.marked(selectors.titles_for(user), staff=user.is_staff).prefetch_related("genres")


urlpatterns: list[URLPattern] = [
    path("titles/", TitleList.as_view(), name="api-titles"),
    path("titles/<uslug:slug>/", TitleDetail.as_view(), name="api-title"),
]
