"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import selectors as library
from catalog.rails import home_rails
from playback import selectors as playback
from trendflix.accounts.visitors import visitor_of
from trendflix.site.pages.cards import with_cards


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One title large, what was begun, and rails; what cannot be played yet in a rail of its own."""
    rails = home_rails(request.user)
    titles = list({title.pk: title for rail in rails for title in rail.titles if not title.is_soon}.values())  # type: ignore[attr-defined]  # annotated
    with_cards(request, titles)
    newest = rails[0].titles if titles else []
    hero = next((title for title in newest if title.backdrop), newest[0] if newest else None)
    begun = playback.continue_watching(visitor_of(request), library.titles_for(request.user))
    return render(request, "catalog/home.html", {"hero": hero, "rails": rails, "continue_watching": begun})
