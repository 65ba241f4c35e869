"""The page of a collection."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from trendflix.core.paging import CappedPaginator
from trendflix.site.pages.cards import PER_PAGE, with_cards


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """The titles of one collection in the editor's order, a page at a time."""
    found = get_object_or_404(library.collections_visible(staff=request.user.is_staff), slug=slug)
    titles = library.browsable(request.user).filter(collection_items__collection=found)
    ordered = titles.order_by("collection_items__position", "collection_items__id").defer("synopsis")
    page = CappedPaginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {"collection": found, "titles": with_cards(request, list(page.object_list)), "page": page}
    return render(request, "catalog/collection.html", context)
