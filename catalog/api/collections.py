"""Collections over REST."""

from typing import Any

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema

from catalog.api.serializers import CollectionSerializer, TitleSerializer
from catalog.api.views import LibraryDetail, LibraryList, as_cards
from catalog.models import Collection, Title
from catalog.visible import collection_titles, collections_visible


@extend_schema(tags=["collections"])
class CollectionList(LibraryList[Collection]):
    """Collections with something to see."""

    serializer_class = CollectionSerializer

    def get_queryset(self) -> QuerySet[Collection]:
        """Newest first."""
        return collections_visible(self.sight).order_by("-id")


@extend_schema(tags=["collections"])
class CollectionDetail(LibraryDetail[Collection]):
    """One collection."""

    serializer_class = CollectionSerializer

    def get_queryset(self) -> QuerySet[Collection]:
        """Those that the caller may see."""
        return collections_visible(self.sight)


@extend_schema(tags=["collections"])
class CollectionTitleList(LibraryList[Title]):
    """The titles of a collection in its order."""

    serializer_class = TitleSerializer

    def get_queryset(self) -> QuerySet[Any]:
        """By position."""
        if getattr(self, "swagger_fake_view", False):
            return Title.objects.none()
        collection = get_object_or_404(collections_visible(self.sight), slug=self.kwargs["slug"])
        titles = collection_titles(collection, self.sight)
        places: dict[str, Any] = {"place": F("collection_items__position"), "item": F("collection_items__id")}
        return as_cards(titles, self.sight).annotate(**places).order_by(*places)
