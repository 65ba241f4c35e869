"""The search page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from shopping.storefront import selectors as shop
from shopping.storefront.cards import product_card
from trendflix.site.pages.cards import PER_PAGE, with_cards


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Titles and products that hold the words, a page of titles at a time; products stand on the first page."""
    query = request.GET.get("q", "").strip()[:200]
    page = Paginator(library.title_pks_search(request.user, query), PER_PAGE).get_page(request.GET.get("page"))
    titles = with_cards(request, library.titles_in_order(request.user, list(page.object_list)))
    products = shop.products_search(query, PER_PAGE) if page.number == 1 else []
    cards = [product_card(product) for product in products]
    context = {
        "query": query,
        "query_prefix": f"{urlencode({'q': query})}&",
        "titles": titles,
        "page": page,
        "products": cards,
    }
    return render(request, "catalog/search.html", context)
