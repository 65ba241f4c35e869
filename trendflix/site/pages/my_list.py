"""The page of what somebody wants to watch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.keeping import watchlist_remove
from catalog.models import Title
from catalog.watchlist import watchlist_page
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known
from trendflix.site.pages.cards import with_cards


@never_cache
@require_http_methods(["GET", "POST"])
def my_list(request: HttpRequest) -> HttpResponse:
    """Titles, last added first, a page at a time; ``remove`` (a slug) takes one off."""
    viewer = visitor_known(request)
    if request.method == "POST":
        title = Title.objects.filter(slug=request.POST.get("remove", "")).only("pk").first()
        if title is not None and viewer.viewer_id is not None:
            watchlist_remove(viewer, title.pk)
        return redirect("my-list")
    page = watchlist_page(viewer.viewer_id, sight_of(request), _key(request.GET.get("after", "")))
    return render(request, "catalog/my_list.html", {"titles": with_cards(request, page.titles), "after": page.after})


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None
