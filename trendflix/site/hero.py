"""The title that the home page shows large."""

from typing import Any

from django.http import HttpRequest

from catalog.models import Title
from catalog.selectors import titles_visible
from playback import history
from playback.addresses import play_address
from shopping.storefront.highlights import highlights
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known
from trendflix.core.durations import clock, length


def hero_shown(request: HttpRequest, title: Title) -> dict[str, Any]:
    """The title with its genres, what its button plays and from where, its length, and pieces worn in it."""
    viewer = visitor_known(request).viewer_id
    film = _film(request, title)
    position = history.position_in(viewer, film) if film is not None else 0.0
    return {
        "title": title,
        "genres": list(title.genres.all()[:3]),
        "play": play_address(film.slug) if film is not None else "",
        "resume": clock(position) if position else "",
        "length": length(title.runtime) if title.runtime else "",
        "highlights": highlights(title),
    }


def _film(request: HttpRequest, title: Title) -> Title | None:
    """What plays: the title itself, or an episode of it."""
    if title.is_playable:
        return title
    return history.episode_to_play(visitor_known(request).viewer_id, titles_visible(sight_of(request)), title)
