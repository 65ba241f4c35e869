"""The page that asks for tastes at a first visit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.selectors import browsed
from catalog.tastes import MAX_TITLES, tastes_of, tastes_set, tastes_skip, titles_offered
from catalog.visible import genres_visible
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of
from trendflix.core.errors import UserError
from trendflix.site.pages.cards import with_cards
from trendflix.site.profiles.choosing import next_of


@never_cache
@require_http_methods(["GET", "POST"])
def tastes(request: HttpRequest) -> HttpResponse:
    """Genres and a few titles; what was said before is chosen already."""
    error = ""
    if request.method == "POST":
        try:
            _keep(request)
            return redirect(next_of(request))
        except UserError as wrong:
            error = str(wrong)
    said = tastes_of(visitor_of(request).viewer_id)
    titles = with_cards(request, titles_offered(sight_of(request), said.titles))
    context = {
        "genres": genres_visible(sight_of(request)),
        "titles": titles,
        "said": said,
        "most": MAX_TITLES,
        "next": next_of(request),
        "error": error,
    }
    return render(request, "profiles/tastes.html", context, status=400 if error else 200)


def _keep(request: HttpRequest) -> None:
    viewer = visitor_of(request).viewer()
    if "skip" in request.POST:
        tastes_skip(viewer)
        return
    genres = list(genres_visible(sight_of(request)).filter(slug__in=request.POST.getlist("genre")))
    titles = list(browsed(sight_of(request)).filter(slug__in=request.POST.getlist("title")).order_by("pk"))
    tastes_set(viewer, genres, titles)
