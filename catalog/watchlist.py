"""Reads a viewer's list, a page after a key."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from catalog.browse import titles_of_keys
from catalog.models import Title, WatchlistEntry
from catalog.selectors import titles_visible
from trendflix.accounts.sight import Sight

PER_PAGE = 60


@dataclass(frozen=True, slots=True)
class ListPage:
    """Titles, last added first; ``after`` is the key that the next page is asked for with, ``None`` on the last."""

    titles: list[Title]
    after: int | None = None


def watchlist_page(viewer_id: int | None, sight: Sight, after: int | None = None) -> ListPage:
    """The titles on a viewer's list that they may see now; two queries."""
    if viewer_id is None:
        return ListPage([])
    seen = Exists(titles_visible(sight).filter(pk=OuterRef("title_id")))
    rows = WatchlistEntry.objects.filter(seen, viewer=viewer_id).order_by("-id")
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.values_list("pk", "title_id")[: PER_PAGE + 1])
    titles = titles_of_keys(sight, [title for _, title in found[:PER_PAGE]])
    return ListPage(titles, found[PER_PAGE - 1][0] if len(found) > PER_PAGE else None)
