"""Lists of saved products: an overview, one list, what is done with it, and what others read of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shopping.models import Product, SavedList
from shopping.storefront import list_services as services
from shopping.storefront.cards import numbered_card
from shopping.storefront.saved_lists import covers, list_of, list_shared, saved_on
from shopping.storefront.selectors import products_of
from shopping.storefront.timelines import api_root
from shopping.views.saved import PER_PAGE, saved_page
from trendflix.accounts.visitors import visitor_of
from trendflix.core.addresses import back_to
from trendflix.core.errors import UserError


@never_cache
def lists(request: HttpRequest) -> HttpResponse:
    """All lists of a viewer; POST makes one called ``name``."""
    if request.method == "POST":
        try:
            made = services.list_create(visitor_of(request), request.POST.get("name", ""))
        except UserError as error:
            messages.error(request, str(error))
            return redirect("lists")
        return redirect("list", made.pk)
    return render(request, "shopping/lists.html", {"covers": covers(visitor_of(request))})


@never_cache
@require_safe
def saved_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list of the viewer's own."""
    row = own_list(request, pk)
    return saved_page(request, saved_on(row), row)


@require_POST
def list_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what ``act`` says: rename, delete, share, unshare."""
    row, act = own_list(request, pk), request.POST.get("act", "")
    if act == "delete":
        services.list_delete(row)
        messages.success(request, gettext("“%(name)s” is deleted. Its products are still saved.") % {"name": row.name})
        return redirect("lists")
    try:
        _change(row, act, request.POST.get("name", ""))
    except UserError as error:
        messages.error(request, str(error))
    return redirect("list", row.pk)


def _change(row: SavedList, act: str, name: str) -> None:
    if act == "rename":
        services.list_rename(row, name)
    elif act == "share":
        services.list_share(row)
    elif act == "unshare":
        services.list_unshare(row)


@require_POST
def list_product(request: HttpRequest, pk: int, product: int) -> HttpResponse:
    """Take a product off a list, or put it (``act``: remove, copy, move) on another list ``to``."""
    row, act = own_list(request, pk), request.POST.get("act", "")
    if act == "remove":
        services.list_remove(row, product)
        return redirect(back_to(request, "lists"))
    return _put(request, product, row if act == "move" else None)


@require_POST
def product_lists(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a product on the list ``to``, or on a new one called ``name``; off it where ``act`` is remove."""
    if request.POST.get("act") == "remove":
        services.list_remove(own_list(request, _number(request, "to")), pk)
        return redirect(back_to(request, "lists"))
    return _put(request, pk, None)


def _put(request: HttpRequest, pk: int, source: SavedList | None) -> HttpResponse:
    found = Product.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(f"There is no product {pk}.")
    visitor, name = visitor_of(request), request.POST.get("name", "")
    try:
        row = services.list_create(visitor, name) if name.strip() else own_list(request, _number(request, "to"))
        services.list_add(visitor, row, found, source)
        words = gettext("“%(product)s” is on “%(list)s”.") % {"product": found.title, "list": row.name}
        messages.success(request, words)
    except UserError as error:
        messages.error(request, str(error))
    return redirect(back_to(request, "lists"))


@never_cache
@require_safe
def list_read(request: HttpRequest, token: str) -> HttpResponse:
    """A list that somebody shares: its name and products, nothing of the person."""
    row = list_shared(token)
    if row is None:
        raise Http404("This list is not shared.")
    page = Paginator(saved_on(row).values_list("product_id", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    context = {"row": row, "page": page, "products": _cards(page.object_list), "api": api_root()}
    response = render(request, "shopping/list_shared.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _cards(pks: Any) -> list[dict[str, Any]]:
    found = products_of(pks)
    shown = [found[pk] for pk in pks if pk in found and not found[pk].hidden]
    return [numbered_card(one, available=one.is_for_sale) for one in shown]


def own_list(request: HttpRequest, pk: int) -> SavedList:
    """A list of the viewer's own; 404 for everybody else's."""
    row = list_of(visitor_of(request), pk)
    if row is None:
        raise Http404(f"There is no list {pk}.")
    return row


def _number(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
