"""The shop: search with facets over everything that is for sale."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shopping.queries.picture_answers import picture_scores
from shopping.storefront.shop.filters import SORTS, filters_read
from shopping.storefront.shop.results import shop_search
from shopping.storefront.timelines import api_root
from trendflix.accounts.visitors import visitor_known


@never_cache
@require_safe
def shop(request: HttpRequest) -> HttpResponse:
    """What answers words, a picture and filters; everything where nothing is asked."""
    filters = filters_read(request.GET)
    pictured = picture_scores(visitor_known(request), filters.picture) if filters.picture else None
    found = shop_search(filters, pictured)
    context = {
        "filters": filters,
        "found": found,
        "facets": found.facets,
        "page": found.page,
        "query_prefix": f"{query}&" if (query := filters.query()) else "",
        "sorts": SORTS,
        "is_forgotten": bool(filters.picture) and pictured is None,
        "api": api_root(),
    }
    return render(request, "shopping/shop.html", context)
