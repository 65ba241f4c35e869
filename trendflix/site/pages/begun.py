"""Taking something off the row of what was begun."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from catalog.selectors import titles_visible
from playback.services.progress import progress_remove
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known


@require_POST
def begun_remove(request: HttpRequest, slug: str) -> HttpResponse:
    """A film or a show; it does not count as watched. htmx gets an empty answer, a form leads home."""
    title = get_object_or_404(titles_visible(sight_of(request)), slug=slug)
    progress_remove(visitor_known(request), title)
    return HttpResponse() if request.headers.get("HX-Request") else redirect("home")
