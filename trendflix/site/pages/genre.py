"""The page of a genre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.visible import genres_visible
from trendflix.accounts.sight import sight_of
from trendflix.core.paging import CappedPaginator
from trendflix.site.pages.cards import PER_PAGE, with_cards
from trendflix.site.rows import offered_row


@require_safe
def genre(request: HttpRequest, slug: str) -> HttpResponse:
    """The titles of one genre, newest first, a page at a time; where there are none, a row of others."""
    found = get_object_or_404(genres_visible(sight_of(request)), slug=slug)
    titles = library.titles_of_genre(sight_of(request), found)
    page = CappedPaginator(titles.defer("synopsis"), PER_PAGE).get_page(request.GET.get("page"))
    shown = with_cards(request, list(page.object_list))
    row = None if shown else offered_row(request)
    return render(request, "catalog/genre.html", {"genre": found, "titles": shown, "page": page, "shown": row})
