"""Seasons and episodes over REST."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema

from catalog import selectors
from catalog.api.serializers import EpisodeSerializer, SeasonSerializer
from catalog.api.views import LibraryList, as_cards
from catalog.models import Season, Title


class OfShow(LibraryList[Any]):
    """A list below a show that the caller may see."""

    @property
    def show(self) -> Title:
        """The show of the address, or 404."""
        shows = selectors.titles_visible(self.sight).filter(kind=Title.Kind.SHOW)
        return get_object_or_404(shows, slug=self.kwargs["slug"])

    @property
    def episodes(self) -> QuerySet[Title]:
        """All episodes that the caller may see."""
        return selectors.titles_visible(self.sight).filter(kind=Title.Kind.EPISODE)


@extend_schema(tags=["titles"])
class SeasonList(OfShow):
    """The seasons of a show with something to see; 0 holds specials."""

    serializer_class = SeasonSerializer

    def get_queryset(self) -> QuerySet[Season]:
        """By number."""
        if getattr(self, "swagger_fake_view", False):
            return Season.objects.none()
        of_season = self.episodes.filter(season=OuterRef("pk")).order_by().values("season")
        count = Coalesce(Subquery(of_season.annotate(count=Count("pk")).values("count")), 0)
        seasons = Season.objects.filter(show=self.show).annotate(visible_episodes=count).order_by("number", "id")
        return seasons if self.sight.is_staff else seasons.filter(visible_episodes__gt=0)


@extend_schema(tags=["titles"])
class EpisodeList(OfShow):
    """The episodes of a season."""

    serializer_class = EpisodeSerializer

    def get_queryset(self) -> QuerySet[Title]:
        """By number."""
        if getattr(self, "swagger_fake_view", False):
            return Title.objects.none()
        season = get_object_or_404(Season, show=self.show, number=self.kwargs["number"])
        episodes = self.episodes.filter(season=season).order_by("number", "id")
        return as_cards(episodes, self.sight)
