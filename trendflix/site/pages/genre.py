"""The page of a genre."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.models import Genre
from trendflix.core.paging import CappedPaginator
from trendflix.site.pages.cards import PER_PAGE, with_cards


@require_safe
def genre(request: HttpRequest, slug: str) -> HttpResponse:
    """The titles of one genre, newest first, a page at a time."""
    found = get_object_or_404(Genre, slug=slug)
    titles = library.titles_of_genre(request.user, found)
    page = CappedPaginator(titles.defer("synopsis"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"genre": found, "titles": with_cards(request, list(page.object_list)), "page": page}
    return render(request, "catalog/genre.html", context)
