"""What a viewer keeps of titles, over REST: their list and their ratings; each is the caller's own."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog import keeping, selectors
from catalog.api.serializers import RatedSerializer, RatingSerializer, WatchlistSerializer
from catalog.api.views import LibraryList, as_cards
from catalog.models import Rating, Title, WatchlistEntry
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of
from trendflix.core.errors import UserError


class ListFull(APIException):
    """The viewer's list holds as many titles as it can."""

    status_code = status.HTTP_409_CONFLICT


class KeptList(LibraryList[Any]):
    """The caller's own rows, of titles that they may see now."""

    def kept(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """With their titles, newest first; five queries."""
        seen = selectors.titles_visible(self.sight)
        cards = as_cards(Title.objects.all(), self.sight)
        own = rows.filter(Exists(seen.filter(pk=OuterRef("title_id"))), viewer=visitor_of(self.request).viewer_id)
        return own.prefetch_related(Prefetch("title", cards)).order_by("-id")


class KeptView(APIView):
    """One row of the caller's own."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    def title(self, slug: str) -> Title:
        """A title that can be kept and that the caller may see, or 404."""
        titles = selectors.titles_visible(sight_of(self.request)).exclude(kind__in=Title.OF_A_PARENT)
        return get_object_or_404(titles, slug=slug)


@extend_schema(tags=["viewers"])
class Watchlist(KeptList):
    """The caller's list to watch."""

    serializer_class = WatchlistSerializer

    def get_queryset(self) -> QuerySet[WatchlistEntry]:
        """Newest first."""
        return self.kept(WatchlistEntry.objects.all())


@extend_schema(tags=["viewers"])
class RatingList(KeptList):
    """The caller's ratings."""

    serializer_class = RatedSerializer

    def get_queryset(self) -> QuerySet[Rating]:
        """Newest first."""
        return self.kept(Rating.objects.all())


class WatchlistTitle(KeptView):
    """One title on the caller's list."""

    @extend_schema(tags=["viewers"], request=None, responses={204: None})
    def put(self, request: Request, slug: str) -> Response:
        """Put it on the list; twice is once. 409 where the list is full."""
        try:
            keeping.watchlist_add(visitor_of(request), self.title(slug))
        except UserError as error:
            raise ListFull(str(error)) from error
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(tags=["viewers"], responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Take it off the list."""
        keeping.watchlist_remove(visitor_of(request), self.title(slug).pk)
        return Response(status=status.HTTP_204_NO_CONTENT)


class RatingView(KeptView):
    """What the caller thinks of a title."""

    @extend_schema(tags=["viewers"], responses=RatingSerializer)
    def get(self, request: Request, slug: str) -> Response:
        """The rating; neither liked nor with stars where there is none."""
        found = Rating.objects.filter(title=self.title(slug), viewer=visitor_of(request).viewer_id).first()
        return Response(RatingSerializer(found or Rating()).data)

    @extend_schema(tags=["viewers"], request=RatingSerializer, responses=RatingSerializer)
    def put(self, request: Request, slug: str) -> Response:
        """Set liking, stars or both; what is not sent stays."""
        title = self.title(slug)
        sent = RatingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return Response(RatingSerializer(keeping.rating_set(visitor_of(request), title, **sent.validated_data)).data)

    @extend_schema(tags=["viewers"], responses={204: None})
    def delete(self, request: Request, slug: str) -> Response:
        """Take it back."""
        keeping.rating_remove(visitor_of(request), self.title(slug).pk)
        return Response(status=status.HTTP_204_NO_CONTENT)
