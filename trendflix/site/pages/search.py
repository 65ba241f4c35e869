"""The search page: titles first, then people, moments of films, and products."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.models import Title
from catalog.people import people_search
from catalog.suggest import genres_suggested
from shopping.matching.typed import typed
from shopping.matching.words import best_of
from shopping.storefront.cards import product_card
from shopping.storefront.moments import moments_search
from shopping.storefront.selectors import in_order
from trendflix.accounts.sight import sight_of
from trendflix.core.throttles import throttled
from trendflix.site.pages.cards import PER_PAGE, with_cards

PEOPLE, MOMENTS = 12, 12
ROW = 12
"""Titles that a page offers which found nothing."""


@require_safe
@throttled("search-page")
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words, a page of titles at a time; everything else stands on the first page."""
    query = request.GET.get("q", "").strip()[:200]
    page = Paginator(library.title_pks_search(sight_of(request), query), PER_PAGE).get_page(request.GET.get("page"))
    titles = with_cards(request, library.titles_in_order(sight_of(request), list(page.object_list)))
    context = {"query": query, "query_prefix": f"{urlencode({'q': query})}&", "titles": titles, "page": page}
    if query and page.number == 1:
        context |= _beside(request, query)
    if not any(context.get(name) for name in ("titles", "people", "moments", "products", "genres")):
        context["offered"] = with_cards(request, _offered(request))
    return render(request, "catalog/search.html", context)


def _beside(request: HttpRequest, query: str) -> dict[str, Any]:
    """What else the words find."""
    worn = typed(query)
    products = [product_card(product) for product in in_order(best_of(worn.query, PER_PAGE))]
    moments = moments_search(sight_of(request), worn, MOMENTS)
    return {
        "people": people_search(sight_of(request), query, PEOPLE),
        "genres": genres_suggested(sight_of(request), query),
        "moments": moments,
        "products": products,
        "meant": worn.text if worn.is_corrected and (moments or products) else "",
    }


def _offered(request: HttpRequest) -> list[Title]:
    """The newest titles that can be played."""
    return list(library.playable(sight_of(request)).defer("synopsis")[:ROW])
