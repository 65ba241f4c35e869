"""What a viewer keeps of titles: their list and their ratings; one verb a function."""

from django.utils.translation import gettext

from catalog.models import Rating, Title, WatchlistEntry
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor
from trendflix.accounts.writing import for_viewer
from trendflix.core.errors import UserError

MAX_WATCHLIST = 1_000


@for_viewer
def watchlist_add(visitor: Visitor, title: Title) -> WatchlistEntry:
    """Put a title on a viewer's list; twice is once. Raises ``UserError`` where the list is full."""
    viewer = visitor.viewer()
    kept = WatchlistEntry.objects.filter(viewer=viewer)
    if not kept.filter(title=title).exists() and kept.count() >= MAX_WATCHLIST:
        raise UserError(gettext("The list holds %(limit)s titles; remove some first.") % {"limit": MAX_WATCHLIST})
    return WatchlistEntry.objects.get_or_create(viewer=viewer, title=title)[0]


def watchlist_remove(visitor: Visitor, title_id: int) -> None:
    """Take a title off a viewer's list."""
    WatchlistEntry.objects.filter(viewer=visitor.viewer_id, title_id=title_id).delete()


@for_viewer
def rating_set(visitor: Visitor, /, title: Title, **values: int | None) -> Rating:
    """Set what a viewer thinks of a title: ``liking`` (-1, 0, 1), ``stars`` (1 to 5, or none); the rest stays."""
    row, _ = Rating.objects.update_or_create(viewer=visitor.viewer(), title=title, defaults=values)
    return row


def rating_remove(visitor: Visitor, title_id: int) -> None:
    """Forget what a viewer thinks of a title."""
    Rating.objects.filter(viewer=visitor.viewer_id, title_id=title_id).delete()


def kept_merge(source: Viewer, target: Viewer) -> None:
    """Move a viewer's list and ratings to another, but what that one has already."""
    for model in (WatchlistEntry, Rating):
        rows = model._default_manager.filter(viewer=source)
        have = model._default_manager.filter(viewer=target)
        rows.filter(title__in=list(have.values_list("title_id", flat=True))).delete()
        rows.update(viewer=target)
