"""What Play plays."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from catalog.selectors import titles_visible
from playback.addresses import play_address
from playback.history import episode_to_play
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known


@require_safe
def play(request: HttpRequest, slug: str) -> HttpResponse:
    """Leads to where a film, or the episode of a show that this viewer goes on with, begins by itself."""
    titles = titles_visible(sight_of(request))
    title = get_object_or_404(titles, slug=slug)
    if not title.is_playable:
        episode = episode_to_play(visitor_known(request).viewer_id, titles, title)
        if episode is None:
            raise Http404(f"Nothing of {slug} can be played yet.")
        title = episode
    return redirect(play_address(title.slug))
