"""The page of a title."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.models import Title
from playback import selectors as playback
from shopping.storefront import selectors as shop
from trendflix.accounts.visitors import visitor_of
from trendflix.site.pages.cards import with_cards


@require_safe
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """One title: its story, its people, how far one got, and what is worn in it."""
    try:
        found = library.title_by_slug(request.user, slug)
    except Title.DoesNotExist as error:
        raise Http404(f"There is no title {slug}.") from error
    video = playback.video_for(found)
    visitor = visitor_of(request)
    with_cards(request, [found, *(episode for season in found.seasons.all() for episode in season.episodes.all())])
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
