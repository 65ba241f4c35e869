"""Moves what one viewer keeps of the shop to another, when somebody signs in."""

from django.db.models import Exists, OuterRef

from shopping.models import Dislike, ListEntry, Saved, SavedList
from trendflix.accounts.models import Viewer


def saved_merge(source: Viewer, target: Viewer) -> None:
    """Move what a viewer saved, listed and turned down to another, but what that one has already."""
    _lists_merge(source, target)
    saved, hidden = Saved.objects.filter(viewer=source), Dislike.objects.filter(viewer=source)
    saved.filter(product__in=Saved.objects.filter(viewer=target).values("product")).delete()
    same = Dislike.objects.filter(viewer=target, garment=OuterRef("garment"), product=OuterRef("product"))
    hidden.filter(Exists(same)).delete()
    saved.update(viewer=target)
    hidden.update(viewer=target)


def _lists_merge(source: Viewer, target: Viewer) -> None:
    """Lists of one name become one. Before saved products are merged, since entries go with those."""
    own = dict(SavedList.objects.filter(viewer=target).values_list("name", "pk"))
    kept = dict(Saved.objects.filter(viewer=target).values_list("product_id", "pk"))
    for entry in ListEntry.objects.filter(list__viewer=source).select_related("list", "saved"):
        where, saved = own.get(entry.list.name, entry.list_id), kept.get(entry.saved.product_id, entry.saved_id)
        if (where, saved) != (entry.list_id, entry.saved_id):
            ListEntry.objects.get_or_create(list_id=where, saved_id=saved)
            entry.delete()
    SavedList.objects.filter(viewer=source, name__in=own).delete()
    SavedList.objects.filter(viewer=source).update(viewer=target)
