"""What a viewer keeps of a title, from the buttons on its page: on the list or not, liked or not, its stars."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from catalog.keeping import rating_set, watchlist_add, watchlist_remove
from catalog.models import Rating, Title, WatchlistEntry
from catalog.models.ratings import MAX_STARS
from catalog.selectors import titles_visible
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import Visitor, visitor_of
from trendflix.core.errors import UserError

LIKINGS = {"1": Rating.Liking.LIKED, "0": Rating.Liking.NONE, "-1": Rating.Liking.DISLIKED}
STARS = {"0": None} | {str(number): number for number in range(1, MAX_STARS + 1)}


def kept(visitor: Visitor, title: Title) -> dict[str, Any]:
    """{"listed", "liking", "stars", "all_stars"}: what a viewer keeps of a title (``stars`` is 0 where there are none),
    and the stars that can be given; two queries, none for somebody of whom nothing is kept.
    """
    none = {"listed": False, "liking": Rating.Liking.NONE, "stars": 0, "all_stars": range(1, MAX_STARS + 1)}
    if visitor.viewer_id is None:
        return none
    listed = WatchlistEntry.objects.filter(viewer=visitor.viewer_id, title=title).exists()
    row = Rating.objects.filter(viewer=visitor.viewer_id, title=title).first()
    return none | {"listed": listed} | ({"liking": row.liking, "stars": row.stars or 0} if row else {})


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Set what the form says (``list``: 1 or 0; ``liking``: 1, 0 or -1; ``stars``: 1 to 5, or 0 for none); the buttons
    anew for htmx, else the page.
    """
    title = get_object_or_404(titles_visible(sight_of(request)), slug=slug)
    visitor, error = visitor_of(request), ""
    try:
        _set(visitor, title, request.POST)
    except UserError as full:
        error = str(full)
    if "HX-Request" not in request.headers and not error:
        return redirect(title)
    context = {"title": title, "error": error} | kept(visitor, title)
    return render(request, "catalog/_keep.html", context)


def _set(visitor: Visitor, title: Title, sent: QueryDict) -> None:
    if sent.get("list") == "1":
        watchlist_add(visitor, title)
    elif sent.get("list") == "0":
        watchlist_remove(visitor, title.pk)
    if (liking := sent.get("liking")) in LIKINGS:
        rating_set(visitor, title, liking=LIKINGS[liking])
    if (stars := sent.get("stars")) in STARS:
        rating_set(visitor, title, stars=STARS[stars])
