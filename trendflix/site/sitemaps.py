"""``/sitemap.xml``: the pages of what everybody may see (sitemaps.org protocol), a thousand addresses a file."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from catalog.models import Collection, Person, Title
from catalog.selectors import browsed
from catalog.visible import collections_visible, people_visible
from trendflix.accounts.sight import EVERYBODY

PAGE = 1_000


class TitlesSitemap(Sitemap[Title]):
    """Films and shows; whoever asks, what is not published stays out."""

    limit = PAGE

    def items(self) -> QuerySet[Title]:
        """The newest first, by the index of lists."""
        return browsed(EVERYBODY).only("slug", "kind").order_by("-pk")


class CollectionsSitemap(Sitemap[Collection]):
    """Collections that hold something to see."""

    limit = PAGE

    def items(self) -> QuerySet[Collection]:
        """By key."""
        return collections_visible(EVERYBODY).only("slug").order_by("pk")


class PeopleSitemap(Sitemap[Person]):
    """People with a credit on something to see."""

    limit = PAGE

    def items(self) -> QuerySet[Person]:
        """By key."""
        return people_visible(EVERYBODY).only("slug").order_by("pk")


SITEMAPS: dict[str, type[Sitemap[Any]]] = {
    "titles": TitlesSitemap,
    "collections": CollectionsSitemap,
    "people": PeopleSitemap,
}
