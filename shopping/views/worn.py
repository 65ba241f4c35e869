"""Everything worn in a title, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from playback.visible import film_or_404
from shopping.storefront.garment_pages import garments_page, scenes_page
from shopping.storefront.timelines import api_root
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of


@require_safe
def worn(request: HttpRequest, slug: str) -> HttpResponse:
    """By garment, or by scene with ``?by=scene``."""
    video = film_or_404(sight_of(request), slug)
    by_scene = request.GET.get("by") == "scene"
    read = scenes_page if by_scene else garments_page
    listing = read(video, visitor_of(request), request.GET.get("page"))
    context = {
        "title": video.title,
        "video": video,
        "by_scene": by_scene,
        "page": listing.page,
        "rows": listing.rows,
        "words_of_shops": listing.disclosure,
        "api": api_root(),
    }
    return render(request, "shopping/worn.html", context)
