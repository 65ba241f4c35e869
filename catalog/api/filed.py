"""What titles are filed under, over REST: genres, countries and languages of what the caller may see."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from drf_spectacular.utils import extend_schema

from catalog import selectors
from catalog.api.serializers import CodeSerializer, GenreSerializer
from catalog.api.views import LibraryList
from catalog.models import Country, Genre, Language, Title


@extend_schema(tags=["titles"])
class FiledList(LibraryList[Any]):
    """A short list, whole."""

    pagination_class = None

    def used(self, rows: QuerySet[Any], through: Any, field: str) -> QuerySet[Any]:
        """Those under which there is a film or a show that the caller may see; the first one answers."""
        seen = Exists(selectors.browsed(self.sight).filter(pk=OuterRef("title_id")))
        return rows.filter(Exists(through.objects.filter(seen, **{field: OuterRef("pk")})))


class GenreList(FiledList):
    """Genres by name."""

    serializer_class = GenreSerializer

    def get_queryset(self) -> QuerySet[Genre]:
        """By name."""
        return self.used(Genre.objects.order_by("name"), Title.genres.through, "genre")


class CountryList(FiledList):
    """Countries with their names in the caller's language."""

    serializer_class = CodeSerializer

    def get_queryset(self) -> QuerySet[Country]:
        """By code."""
        return self.used(Country.objects.order_by("code"), Title.countries.through, "country")


class LanguageList(FiledList):
    """Languages with their names in the caller's language."""

    serializer_class = CodeSerializer

    def get_queryset(self) -> QuerySet[Language]:
        """By code."""
        return self.used(Language.objects.order_by("code"), Title.languages.through, "language")
