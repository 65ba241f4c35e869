"""Rows of collections."""

from collections.abc import Iterable

from django.urls import NoReverseMatch

from catalog.models import Collection, CollectionItem
from catalog.rows.newest import ROW_LENGTH
from catalog.rows.row import Kind, Row
from catalog.selectors import User, collections_visible

MAX_COLLECTION_ROWS = 3
FETCHED = 2 * ROW_LENGTH


def collection_rows(user: User, apart: Iterable[int] = ()) -> list[Row]:
    """Rows of the newest collections that this person may see, but those ``apart``; two queries."""
    found = collections_visible(staff=user.is_staff).exclude(pk__in=list(apart))
    return rows_of_collections(found[:MAX_COLLECTION_ROWS])


def one_collection_row(user: User, collection: Collection) -> list[Row]:
    """The row of one collection, if this person may see it."""
    return rows_of_collections(collections_visible(staff=user.is_staff).filter(pk=collection.pk))


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
