"""What a viewer said they like, over REST."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog.models import Genre, Title
from catalog.selectors import browsed
from catalog.tastes import MAX_GENRES, MAX_TITLES, tastes_of, tastes_set
from catalog.visible import genres_visible
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known, visitor_of


class TastesSerializer(serializers.Serializer[Any]):
    """Slugs of genres, and of five titles at most."""

    genres = serializers.SlugRelatedField("slug", queryset=Genre.objects.all(), many=True)
    titles = serializers.ListField(child=serializers.CharField(max_length=220), max_length=MAX_TITLES)

    def validate_genres(self, genres: list[Genre]) -> list[Genre]:
        """Not more than can be kept, each once."""
        if len(genres) > MAX_GENRES:
            raise ValidationError(f"{MAX_GENRES}")
        return list(dict.fromkeys(genres))


class TastesView(APIView):
    """The caller's tastes, which fill the rows of somebody who has watched little."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    @extend_schema(tags=["viewers"], responses=TastesSerializer)
    def get(self, request: Request) -> Response:
        """Genres and titles that the caller may see."""
        said = tastes_of(visitor_known(request).viewer_id)
        genres = genres_visible(sight_of(request)).filter(pk__in=said.genres).values_list("slug", flat=True)
        titles = browsed(sight_of(request)).filter(pk__in=said.titles).order_by("pk").values_list("slug", flat=True)
        return Response({"genres": list(genres), "titles": list(titles)})

    @extend_schema(tags=["viewers"], request=TastesSerializer, responses=TastesSerializer)
    def put(self, request: Request) -> Response:
        """Replace them; 400 where a title is not one that the caller may see."""
        sent = TastesSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        slugs = set(sent.validated_data["titles"])
        titles: list[Title] = list(browsed(sight_of(request)).filter(slug__in=slugs).order_by("pk"))
        missing = sorted(slugs - {title.slug for title in titles})
        if missing:
            raise ValidationError({"titles": missing})
        tastes_set(visitor_of(request).viewer(), sent.validated_data["genres"], titles)
        answer: Response = self.get(request)
        return answer
