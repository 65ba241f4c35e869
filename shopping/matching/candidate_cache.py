"""The shelves of an answering process: kept while neither the index nor a feed changes, as a question cannot wait."""

from django.db.models import Max

from shopping.index import product_index
from shopping.matching.candidates import Shelf
from shopping.models import Feed
from vision.language.categories import group_of

_kept: dict[tuple[str, str], Shelf] = {}
_version: object = None


def shelf_of(model: str, category: str = "") -> Shelf:
    """``Shelf.of``, remembered; a category stands for its whole group."""
    global _version
    note = product_index.noted()
    version = (note, Feed.objects.aggregate(last=Max("imported"))["last"], Feed.objects.count())
    if version != _version:
        _kept.clear()
        _version = version
    key = (model, group_of(category) or category)
    if key not in _kept:
        _kept[key] = Shelf.of(model, category)
    return _kept[key]
