"""Everything that a viewer saved, on a page of its own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shopping.models import Saved, SavedList
from shopping.storefront.saved import product_note, product_unsave, sold_out_note
from shopping.storefront.saved_lists import cards_of, lists_of, saved_of
from trendflix.accounts.visitors import visitor_of
from trendflix.core.addresses import back_to
from trendflix.core.errors import UserError

PER_PAGE = 60


@never_cache
@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """All of it, newest first, a page at a time."""
    return saved_page(request, saved_of(visitor_of(request)))


def saved_page(request: HttpRequest, rows: QuerySet[Saved], row: SavedList | None = None) -> HttpResponse:
    """Saved products with their lists, marks and notes; ``row`` is the list that they are on."""
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    products = cards_of(page.object_list)
    sold_out_note(page.object_list, (one["id"] for one in products if not one["available"]))
    lists = list(lists_of(visitor_of(request)))
    shared = request.build_absolute_uri(f"/lists/shared/{row.token}/") if row is not None and row.token else ""
    context = {"products": products, "page": page, "lists": lists, "row": row, "shared": shared}
    return render(request, "shopping/saved.html", context)


@require_POST
def saved_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one product off everything."""
    product_unsave(visitor_of(request), pk)
    return redirect(back_to(request, "saved"))


@require_POST
def saved_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a note on one product."""
    try:
        product_note(visitor_of(request), pk, request.POST.get("note", ""))
    except UserError as error:
        messages.error(request, str(error))
    return redirect(back_to(request, "saved"))
