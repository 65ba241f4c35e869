"""Rows of what other viewers watch, like and save, read from ``TitleStats`` by index."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import TitleStats
from catalog.rows.newest import FETCHED
from catalog.rows.row import Kind, Row
from catalog.selectors import browsed
from trendflix.accounts.sight import EVERYBODY, Sight
from trendflix.core.cldr import country_name, language_name

POPULAR_AMONG = 2_000
"""What is popular in a country or a language is looked for among so many most watched titles."""


def trending_row(sight: Sight = EVERYBODY) -> Row:
    """Most watched of late."""
    rows = TitleStats.objects.filter(trend__gt=0).order_by("-trend", "-title_id")
    return Row(Kind.TRENDING, _("Trending now"), _keys(rows, sight), url=_browse(sort="trending"))


def top_rated_row(sight: Sight = EVERYBODY) -> Row:
    """Best by the Bayesian mean of the ratings."""
    rows = TitleStats.objects.filter(rating__gt=0).order_by("-rating", "-title_id")
    return Row(Kind.TOP_RATED, _("Top rated"), _keys(rows, sight), url=_browse(sort="rating"))


def shop_the_look_row(sight: Sight = EVERYBODY) -> Row:
    """Titles of which most products were saved within the last week."""
    rows = TitleStats.objects.filter(saved__gt=0).order_by("-saved", "-title_id")
    return Row(
        Kind.SHOP_THE_LOOK, _("Shop the look: most saved this week"), _keys(rows, sight), url=_browse(shoppable="on")
    )


def popular_in_country_row(country: str, sight: Sight = EVERYBODY) -> Row:
    """Most watched of the titles from a country (ISO 3166-1 alpha-2)."""
    name = _("Popular from %(country)s") % {"country": country_name(country)}
    keys = _keys(_most_watched(title__countries=country), sight) if country else []
    return Row(Kind.POPULAR_IN_COUNTRY, name, keys, url=_browse(country=country))


def popular_in_language_row(language: str, sight: Sight = EVERYBODY) -> Row:
    """Most watched of the titles in a language (BCP 47)."""
    name = _("Popular in %(language)s") % {"language": language_name(language)}
    keys = _keys(_most_watched(title__languages=language), sight) if language else []
    return Row(Kind.POPULAR_IN_LANGUAGE, name, keys, url=_browse(language=language))


def _most_watched(**where: str) -> QuerySet[TitleStats]:
    rows = TitleStats.objects.filter(trend__gt=0).order_by("-trend", "-title_id")
    return rows.filter(pk__in=rows.values("pk")[:POPULAR_AMONG]).filter(**where)


def _keys(rows: QuerySet[TitleStats], sight: Sight) -> list[int]:
    """The first that a limited sight sees, of which there may be few; of others that is asked for all rows at once."""
    if sight.is_limited:
        rows = rows.filter(Exists(browsed(sight).filter(pk=OuterRef("title_id"))))
    found: Any = rows.values_list("title_id", flat=True)[:FETCHED]
    return list(found)


def _browse(**query: str) -> str:
    return f"{reverse('browse')}?{urlencode(query)}"
