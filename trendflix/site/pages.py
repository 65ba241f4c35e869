"""The browse pages: they join the library with what plays and what can be shopped."""

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
    """The front page: one title large, what was begun, and rails."""
    visitor = visitor_of(request)
    titles = _cards(request, list(library.browsable(request.user).prefetch_related("genres")[:HOME_TITLES]))
    hero = next((title for title in titles if title.backdrop), titles[0] if titles else None)
    begun = playback.continue_watching(visitor, library.titles_for(request.user))
    context = {"hero": hero, "rails": library.rails_for(titles), "continue_watching": begun}
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
    _cards(request, [found])
    context = {
        "title": found,
        "genres": found.genres.all(),
        "credits": found.credits.all(),
        "seasons": found.seasons.all(),
        "video": video,
        "progress": playback.progress_for(visitor, video) if video else None,
        "pieces": getattr(found, "pieces", 0),
        "worn": shop.worn_in(video, visitor) if video else [],
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
    """Titles and products that hold the words."""
    query = request.GET.get("q", "").strip()[:200]
    titles = list(library.titles_search(request.user, query)[:RESULTS]) if query else []
    products = [product_card(product) for product in shop.products_search(query, RESULTS)]
    context = {"query": query, "titles": _cards(request, titles), "products": products}
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
