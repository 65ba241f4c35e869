"""The page of a title: a film, a show with its seasons, or an episode."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import details, related, shows
from catalog import selectors as library
from catalog.models import Title
from playback import seasons
from playback import selectors as playback
from shopping.storefront.previews import worn_preview
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import Visitor, visitor_known
from trendflix.core.durations import length
from trendflix.site.pages.cards import with_cards
from trendflix.site.pages.keep import kept
from trendflix.site.pages.play_button import Play, play_of

EPISODES_A_PAGE = 50
RELATED, PRODUCTS = 12, 12


@require_safe
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """One title: its story, its people, how far one got, its seasons, what is worn in it, and what is like it."""
    try:
        found = library.title_by_slug(sight_of(request), slug)
    except Title.DoesNotExist as error:
        raise Http404(f"There is no title {slug}.") from error
    visitor = visitor_known(request)
    video = playback.video_for(found) if found.is_playable else None
    play = play_of(request, visitor, found, video)
    context = _told(request, found) | _worn(request, found, play) | kept(visitor, found)
    notes = playback.film_notes(video) if video else []
    context |= {"title": found, "play": play, "notes": notes, "label": playback.episode_label(found)}
    context["length"] = length(video.duration if video else found.runtime or 0)
    if found.kind == Title.Kind.SHOW:
        context |= _season(request, visitor, found, play)
    return render(request, "catalog/title.html", context)


def _told(request: HttpRequest, found: Title) -> dict[str, Any]:
    """What is known of the title, and titles like it."""
    cast, crew = details.cast_and_crew(found)
    extras = details.extras_of(sight_of(request), found)
    like = [] if found.season else related.related(sight_of(request), found, RELATED)
    told = {
        "genres": found.genres.all(),
        "countries": details.countries_of(found),
        "languages": details.languages_of(found),
        "cast": cast,
        "crew": crew,
        "trailers": [one for one in extras if one.kind == Title.Kind.TRAILER],
        "editions": [one for one in extras if one.kind == Title.Kind.EDITION],
        "collections": details.collections_of(sight_of(request), found),
        "related": with_cards(request, like) if like else [],
    }
    about = (found.original_name, found.certificate, found.minimum_age)
    return told | {
        "has_details": any((*about, *(told[name] for name in ("crew", "countries", "languages", "collections"))))
    }


def _worn(request: HttpRequest, found: Title, play: Play | None) -> dict[str, Any]:
    """What is worn in the film, or of a show in the episode that comes next."""
    shown = play.title if play else found
    with_cards(request, [found] if shown == found else [found, shown])
    pieces: int = getattr(shown, "pieces", 0)
    worn = worn_preview(play.video, PRODUCTS) if play and pieces else []
    return {"pieces": pieces, "worn": worn, "worn_title": shown}


def _season(request: HttpRequest, visitor: Visitor, show: Title, play: Play | None) -> dict[str, Any]:
    """The seasons, and a page of the episodes of one of them."""
    sight = sight_of(request)
    parts = shows.seasons_of(sight, show)
    following = play.title.season.number if play and play.title.season else None
    part = shows.part_chosen(parts, request.GET.get("season"), following)
    if part is None:
        return {"parts": []}
    found = shows.episodes_of(sight, part.season)
    page = Paginator(found, EPISODES_A_PAGE).get_page(request.GET.get("page"))
    episodes = with_cards(request, list(page.object_list))
    states = seasons.episode_states(visitor.viewer_id, episodes)
    watched = seasons.watched_by_season(visitor.viewer_id, show)
    return {
        "parts": [(one, watched.get(one.season.pk, 0)) for one in parts],
        "season_count": sum(one.season.number > 0 for one in parts),
        "part": part,
        "page": page,
        "query_prefix": f"season={part.season.number}&",
        "episodes": [(one, shows.number_label(one), states.get(one.pk)) for one in episodes],
    }
