"""What a viewer saved, on a page of its own."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shopping.storefront.saved import product_unsave
from shopping.storefront.selectors import saved_cards, saved_rows
from trendflix.accounts.visitors import visitor_of

PER_PAGE = 60


@never_cache
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The list, newest first, a page at a time."""
    page = Paginator(saved_rows(visitor_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "shopping/saved.html", {"products": saved_cards(page.object_list), "page": page})


@require_POST
def saved_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one product off the list."""
    product_unsave(visitor_of(request), pk)
    return redirect("saved")
