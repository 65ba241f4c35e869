"""What the library's views share."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.throttling import ScopedRateThrottle

from catalog import selectors
from catalog.models import Title
from trendflix.accounts.sight import Sight, sight_of
from trendflix.core.conditional import ConditionalView
from trendflix.core.keyset import KeysetPagination

Row = TypeVar("Row", bound=Model)


class LibraryView(ConditionalView, GenericAPIView[Row]):
    """Reads the library as the caller may see it; conditional, throttled by address or account."""

    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "library"

    @property
    def sight(self) -> Sight:
        """What the caller sees."""
        return sight_of(self.request)


class LibraryList(LibraryView[Row], ListAPIView[Row]):
    """A list in cursor pages."""

    pagination_class: Any = KeysetPagination


class LibraryDetail(LibraryView[Row], RetrieveAPIView[Row]):
    """One row by its slug."""

    lookup_field = "slug"


def as_cards(titles: QuerySet[Title], sight: Sight) -> QuerySet[Title]:
    """Titles with ``is_soon`` and what they are filed under; three queries more, however many there are."""
    return selectors.marked(titles, sight).prefetch_related("genres", "countries", "languages")
