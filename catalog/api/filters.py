"""What a list of titles is asked for: filters and an order, checked, and as OpenAPI describes them."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from catalog.models import Country, Genre, Language, Title
from catalog.models.titles import FIRST_YEAR, LAST_YEAR, MAX_AGE

KINDS = (Title.Kind.FILM, Title.Kind.SHOW)
MAX_MINUTES = 60_000
SORTS = {
    "new": ("-id",),
    "name": ("name", "id"),
    "year": ("-year", "-id"),
    "trending": ("-trend", "-key"),
    "rating": ("-rated", "-key"),
}
"""Each is answered by an index; titles without a year, a trend or a rating are not in the lists ordered by them."""
PLAIN = {
    "kind": "kind",
    "year_min": "year__gte",
    "year_max": "year__lte",
    "age": "minimum_age__lte",
    "minutes_min": "runtime__gte",
    "minutes_max": "runtime__lte",
}
"""Parameters that are compared with a column of the title."""


class TitleQuery(serializers.Serializer[Any]):
    """The parameters of a list of titles."""

    kind = serializers.ChoiceField([kind.value for kind in KINDS], required=False)
    genre = serializers.CharField(required=False, max_length=60, trim_whitespace=False, help_text="Slug of a genre.")
    year_min = serializers.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    year_max = serializers.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    country = serializers.RegexField("^[A-Za-z]{2}$", required=False, help_text="ISO 3166-1 alpha-2.")
    language = serializers.RegexField("^[A-Za-z0-9-]{2,35}$", required=False, help_text="BCP 47.")
    age = serializers.IntegerField(
        required=False, min_value=0, max_value=MAX_AGE, help_text="Years; titles rated for somebody of that age."
    )
    minutes_min = serializers.IntegerField(required=False, min_value=0, max_value=MAX_MINUTES)
    minutes_max = serializers.IntegerField(required=False, min_value=0, max_value=MAX_MINUTES)
    shoppable = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="Whether products are shown for what is worn."
    )
    sort = serializers.ChoiceField(list(SORTS), required=False, default="new")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ranges end where they begin, or later."""
        for name in ("year", "minutes"):
            first, last = attrs.get(f"{name}_min"), attrs.get(f"{name}_max")
            if first is not None and last is not None and last < first:
                raise serializers.ValidationError({f"{name}_max": _("It is smaller than the least.")})
        return attrs


def titles_filtered(titles: QuerySet[Title], wanted: dict[str, Any]) -> QuerySet[Title]:
    """``titles`` as the checked parameters say, ordered. Relations are asked for row by row: joins would sort all."""
    for name, lookup in PLAIN.items():
        if wanted.get(name) is not None:
            seconds = 60 if name.startswith("minutes") else 1
            titles = titles.filter(**{lookup: wanted[name] * seconds})
    for link in _links(wanted):
        titles = titles.filter(Exists(link))
    if wanted.get("shoppable") is not None:
        found = Title.objects.filter(pk=OuterRef("pk"), stats__pieces__gt=0)
        titles = titles.filter(Exists(found)) if wanted["shoppable"] else titles.exclude(Exists(found))
    return _ordered(titles, wanted.get("sort", "new"))


def _links(wanted: dict[str, Any]) -> list[QuerySet[Any]]:
    links: list[QuerySet[Any]] = []
    if wanted.get("genre"):
        genre = Genre.objects.filter(slug=wanted["genre"]).values("pk")[:1]
        links.append(Title.genres.through.objects.filter(title=OuterRef("pk"), genre=genre))
    if wanted.get("country"):
        country = Country.objects.filter(code=wanted["country"].upper()).values("pk")
        links.append(Title.countries.through.objects.filter(title=OuterRef("pk"), country__in=country))
    if wanted.get("language"):
        language = Language.objects.filter(code=wanted["language"]).values("pk")
        links.append(Title.languages.through.objects.filter(title=OuterRef("pk"), language__in=language))
    return links


def _ordered(titles: QuerySet[Title], sort: str) -> QuerySet[Title]:
    if sort == "year":
        titles = titles.filter(year__isnull=False)
    if sort in ("trending", "rating"):
        titles = titles.annotate(trend=F("stats__trend"), rated=F("stats__rating"), key=F("stats__title_id"))
        titles = titles.filter(**{"trend__gt" if sort == "trending" else "rated__gt": 0})
    return titles.order_by(*SORTS[sort])
