"""Writes collections."""

from collections.abc import Sequence

from django.db import transaction

from catalog.models import Collection, CollectionItem, Title
from catalog.services.slugs import row_slug


def collection_save(collection: Collection) -> None:
    """Write a collection, with a slug where it has none."""
    collection.slug = collection.slug or row_slug(Collection, collection.name)
    collection.save()


@transaction.atomic
def collection_titles_set(collection: Collection, titles: Sequence[Title]) -> None:
    """Replace what a collection holds, in this order."""
    collection.items.all().delete()
    rows = [CollectionItem(collection=collection, title=title, position=at) for at, title in enumerate(titles)]
    CollectionItem.objects.bulk_create(rows)


@transaction.atomic
def collection_renumber(collection: Collection) -> None:
    """Number a collection's items from 0 in their order, so that there is room nowhere and no number twice."""
    items = list(collection.items.all())
    for position, item in enumerate(items):
        item.position = position
    CollectionItem.objects.bulk_update(items, ["position"])
