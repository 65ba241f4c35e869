"""What a viewer keeps of a title, from the buttons on its page: on the list or not, liked or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from catalog.keeping import rating_set, watchlist_add, watchlist_remove
from catalog.models import Rating, Title, WatchlistEntry
from catalog.selectors import titles_for
from trendflix.accounts.visitors import Visitor, visitor_of
from trendflix.core.errors import UserError

LIKINGS = {"1": Rating.Liking.LIKED, "0": Rating.Liking.NONE, "-1": Rating.Liking.DISLIKED}


def kept(visitor: Visitor, title: Title) -> dict[str, Any]:
    """{"listed", "liking"}: what a viewer keeps of a title; two queries, none for somebody of whom nothing is kept."""
    if visitor.viewer_id is None:
        return {"listed": False, "liking": Rating.Liking.NONE}
    listed = WatchlistEntry.objects.filter(viewer=visitor.viewer_id, title=title).exists()
    liking = Rating.objects.filter(viewer=visitor.viewer_id, title=title).values_list("liking", flat=True).first()
    return {"listed": listed, "liking": liking or Rating.Liking.NONE}


@require_POST
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Set what the form says (``list``: 1 or 0; ``liking``: 1, 0 or -1); the buttons anew for htmx, else the page."""
    title = get_object_or_404(titles_for(request.user), slug=slug)
    visitor, error = visitor_of(request), ""
    try:
        _set(visitor, title, request.POST.get("list", ""), request.POST.get("liking", ""))
    except UserError as full:
        error = str(full)
    if "HX-Request" not in request.headers and not error:
        return redirect(title)
    context = {"title": title, "error": error} | kept(visitor, title)
    return render(request, "catalog/_keep.html", context)


def _set(visitor: Visitor, title: Title, listed: str, liking: str) -> None:
    if listed == "1":
        watchlist_add(visitor, title)
    elif listed == "0":
        watchlist_remove(visitor, title.pk)
    if liking in LIKINGS:
        rating_set(visitor, title, liking=LIKINGS[liking])
