"""A product's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from shopping.storefront.addresses import product_address, product_slug
from shopping.storefront.product_pages import product_page, product_read
from shopping.storefront.saved_lists import lists_with
from shopping.storefront.timelines import api_root
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of

MAX_PK = 2**63 - 1


@require_safe
def product(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """The page; an old or shortened address leads to the one that there is."""
    found = product_read(pk) if pk <= MAX_PK else None
    if found is None:
        raise Http404(f"There is no product {pk}.")
    if slug != product_slug(found) and not found.hidden:
        return redirect(product_address(found), permanent=True)
    visitor = visitor_of(request)
    origin = f"{request.scheme}://{request.get_host()}"
    context = {
        "shown": product_page(found, sight_of(request), visitor, origin),
        "lists": lists_with(visitor, found.pk),
        "api": api_root(),
    }
    response = render(request, "shopping/product.html", context)
    if not found.is_for_sale:
        response["X-Robots-Tag"] = "noindex"
    return response
