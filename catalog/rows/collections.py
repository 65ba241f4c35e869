"""Rows of collections."""

from collections.abc import Iterable

from django.urls import NoReverseMatch

from catalog.models import Collection, CollectionItem
from catalog.rows.newest import ROW_LENGTH
from catalog.rows.row import Kind, Row
from catalog.visible import collections_visible
from trendflix.accounts.sight import Sight

MAX_COLLECTION_ROWS = 3
FETCHED = 2 * ROW_LENGTH


def collection_rows(sight: Sight, apart: Iterable[int] = ()) -> list[Row]:
    """Rows of the newest collections that one may see, but those ``apart``; two queries."""
    found = collections_visible(sight).exclude(pk__in=list(apart)).order_by("-created", "-id")
    return rows_of_collections(found[:MAX_COLLECTION_ROWS])


def one_collection_row(sight: Sight, collection: Collection) -> list[Row]:
    """The row of one collection, if this person may see it."""
    return rows_of_collections(collections_visible(sight).filter(pk=collection.pk))


def rows_of_collections(chosen: Iterable[Collection]) -> list[Row]:
    """A row of each collection in the editor's order, ``FETCHED`` titles at most; one query."""
    collections = list(chosen)
    members: dict[int, list[int]] = {collection.pk: [] for collection in collections}
    items = CollectionItem.objects.filter(collection__in=collections).order_by("position", "id")
    for collection, title in items.values_list("collection_id", "title_id"):
        if len(members[collection]) < FETCHED:
            members[collection].append(title)
    return [Row(Kind.COLLECTION, c.name, members[c.pk], c.slug, _url(c)) for c in collections]


def _url(collection: Collection) -> str:
    """The collection's page; empty on a site without such pages."""
    try:
        return collection.get_absolute_url()
    except NoReverseMatch:
        return ""
