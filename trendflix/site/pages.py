"""The browse pages: they join the library with what plays and what can be shopped."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.models import Genre, Title
from catalog.rails import home_rails
from playback import selectors as playback
from shopping.storefront import selectors as shop
from shopping.storefront.cards import product_card
from trendflix.accounts.visitors import visitor_of
from trendflix.core.paging import CappedPaginator

PER_PAGE = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: one title large, what was begun, and rails; what cannot be played yet in a rail of its own."""
    rails = home_rails(request.user)
    titles = list({title.pk: title for rail in rails for title in rail.titles if not title.is_soon}.values())  # type: ignore[attr-defined]  # annotated
    _cards(request, titles)
    newest = rails[0].titles if titles else []
    hero = next((title for title in newest if title.backdrop), newest[0] if newest else None)
    begun = playback.continue_watching(visitor_of(request), library.titles_for(request.user))
    return render(request, "catalog/home.html", {"hero": hero, "rails": rails, "continue_watching": begun})


@require_safe
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """One title: its story, its people, how far one got, and what is worn in it."""
    try:
        found = library.title_by_slug(request.user, slug)
    except Title.DoesNotExist as error:
        raise Http404(f"There is no title {slug}.") from error
    video = playback.video_for(found)
    visitor = visitor_of(request)
    _cards(request, [found, *(episode for season in found.seasons.all() for episode in season.episodes.all())])
    context = {
        "title": found,
        "genres": found.genres.all(),
        "credits": found.credits.all(),
        "seasons": found.seasons.all(),
        "video": video,
        "progress": playback.progress_for(visitor, video) if video else None,
        "notes": playback.film_notes(video) if video else [],
        "pieces": getattr(found, "pieces", 0),
        "worn": shop.worn_in(video, visitor) if video and video.is_ready else [],
    }
    return render(request, "catalog/title.html", context)


@require_safe
def genre(request: HttpRequest, slug: str) -> HttpResponse:
    """The titles of one genre, newest first, a page at a time."""
    found = get_object_or_404(Genre, slug=slug)
    titles = library.titles_of_genre(request.user, found)
    page = CappedPaginator(titles.defer("synopsis"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"genre": found, "titles": _cards(request, list(page.object_list)), "page": page}
    return render(request, "catalog/genre.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Titles and products that hold the words, a page of titles at a time; products stand on the first page."""
    query = request.GET.get("q", "").strip()[:200]
    page = Paginator(library.title_pks_search(request.user, query), PER_PAGE).get_page(request.GET.get("page"))
    titles = _cards(request, library.titles_in_order(request.user, list(page.object_list)))
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


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address on pages that name no icon, such as the admin's."""
    return redirect(static("img/icon.svg"))


def _cards(request: HttpRequest, titles: list[Title]) -> list[Title]:
    """Give each title ``pieces`` and ``still_url``, in constant queries."""
    pieces = shop.pieces_by_title(titles)
    stills = playback.stills(titles, visitor_of(request))
    for card in titles:
        card.pieces = pieces.get(card.pk, 0)  # type: ignore[attr-defined]  # shown by the card template
        card.still_url = stills.get(card.pk, "")  # type: ignore[attr-defined]
    return titles
