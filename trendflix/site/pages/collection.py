"""The pages of collections: all of them, and one with its titles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.visible import collections_visible, covers_of
from trendflix.accounts.sight import sight_of
from trendflix.core.paging import CappedPaginator
from trendflix.site.pages.cards import PER_PAGE, with_cards


@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """Every collection that one sees, newest first, a page at a time; three queries."""
    sight = sight_of(request)
    page = CappedPaginator(collections_visible(sight).order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    covers = covers_of([found.pk for found in page.object_list if not found.backdrop], sight)
    found = [(one, covers.get(one.pk)) for one in page.object_list]
    return render(request, "catalog/collections.html", {"collections": found, "page": page})


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """The titles of one collection in the editor's order, a page at a time."""
    found = get_object_or_404(collections_visible(sight_of(request)), slug=slug)
    titles = library.browsable(sight_of(request)).filter(collection_items__collection=found)
    ordered = titles.order_by("collection_items__position", "collection_items__id").defer("synopsis")
    page = CappedPaginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {"collection": found, "titles": with_cards(request, list(page.object_list)), "page": page}
    return render(request, "catalog/collection.html", context)
