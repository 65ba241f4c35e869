"""``/sitemap.xml``: the pages of what everybody may see (sitemaps.org protocol), a thousand addresses a file."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from catalog.models import Collection, Person, Title
from catalog.selectors import browsed
from catalog.visible import collections_visible, people_visible
from trendflix.accounts.sight import EVERYBODY, sight_of

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


def unlimited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Not there for a profile that sees less: the files name everything that is published."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if sight_of(request).is_limited:
            raise Http404("Sitemaps are for crawlers.")
        return view(request, *arguments, **named)

    return answer


index = unlimited(views.index)
sitemap = unlimited(views.sitemap)
