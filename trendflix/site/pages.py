"""The browse pages: they join the library with what plays and what can be shopped."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.models import Genre, Title
from playback import selectors as playback
from shopping.storefront import selectors as shop
from shopping.storefront.cards import product_card
from trendflix.accounts.visitors import visitor_of

HOME_TITLES = 120
RESULTS = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The front page: one title large, what was begun, and rails; what cannot be played yet in a rail of its own."""
    visitor = visitor_of(request)
    titles = _cards(request, list(library.playable(request.user).prefetch_related("genres")[:HOME_TITLES]))
    soon = list(library.coming(request.user)[: library.RAIL_LENGTH])
    hero = next((title for title in titles if title.backdrop), titles[0] if titles else None)
    begun = playback.continue_watching(visitor, library.titles_for(request.user))
    context = {"hero": hero, "rails": library.rails_for(titles, soon), "continue_watching": begun}
    return render(request, "catalog/home.html", context)


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
    """All titles of one genre."""
    found = get_object_or_404(Genre, slug=slug)
    titles = library.browsable(request.user).filter(genres=found).prefetch_related("genres")[:HOME_TITLES]
    return render(request, "catalog/genre.html", {"genre": found, "titles": _cards(request, list(titles))})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Titles and products that hold the words, a page of titles at a time; products stand on the first page."""
    query = request.GET.get("q", "").strip()[:200]
    page = Paginator(library.title_pks_search(request.user, query), RESULTS).get_page(request.GET.get("page"))
    titles = _cards(request, library.titles_in_order(list(page.object_list)))
    products = shop.products_search(query, RESULTS) if page.number == 1 else []
    cards = [product_card(product) for product in products]
    return render(request, "catalog/search.html", {"query": query, "titles": titles, "page": page, "products": cards})


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
