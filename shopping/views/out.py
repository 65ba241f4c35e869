"""The way out to the shops."""

import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shopping.feeds.affiliate import shop_link
from shopping.insights.recording import click_record
from shopping.models import Product
from trendflix.accounts.sight import sight_of
from trendflix.core.throttles import throttled
from vision.models import Garment
from vision.selectors import garment_for

log = logging.getLogger(__name__)
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Moz")


class ToShop(HttpResponseRedirect):
    """A redirect to a web address and nothing else."""

    allowed_schemes = ["http", "https"]


@never_cache
@require_safe
@throttled("click-out")
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Count a visit and send it to the product's own link; the address in the request decides nothing else."""
    product = get_object_or_404(Product.objects.select_related("feed"), pk=pk)
    click_id = _noted(request, product) if request.method == "GET" and not _is_prefetch(request) else ""
    response = ToShop(shop_link(product.link, product.feed.affiliate, click_id))
    response["Referrer-Policy"] = "strict-origin-when-cross-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _noted(request: HttpRequest, product: Product) -> str:
    """The id of the click, which is counted; none where nothing can be written: the shop is there all the same."""
    try:
        return click_record(request, product, _garment(request)).token or ""
    except DatabaseError as fault:
        log.warning("a click to product %s is not counted: %s", product.pk, fault)
        return ""


def _is_prefetch(request: HttpRequest) -> bool:
    return any("prefetch" in request.headers.get(name, "").lower() for name in PREFETCH_HEADERS)


def _garment(request: HttpRequest) -> Garment | None:
    """The garment that the link stood beside, if this person may see its title."""
    number = request.GET.get("g", "")
    if not number.isdecimal() or len(number) > 18:
        return None
    return garment_for(sight_of(request), int(number))
