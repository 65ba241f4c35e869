"""The page of a title: a film, a show with its seasons, or an episode."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from catalog import details, related, shows
from catalog import selectors as library
from catalog.models import Title
from playback import history, seasons
from playback import selectors as playback
from playback.addresses import play_address
from playback.models import Video
from shopping.storefront.garment_pages import moment
from shopping.storefront.previews import worn_preview
from trendflix.accounts.visitors import Visitor, visitor_known
from trendflix.site.pages.cards import with_cards
from trendflix.site.pages.keep import kept

MIN_RESUMED = 5.0
"""Seconds from which a film is resumed; the player asks the same."""
EPISODES_A_PAGE = 50
RELATED, PRODUCTS = 12, 12


@dataclass(frozen=True, slots=True)
class Play:
    """What the button of a title plays, and what stands on it."""

    title: Title
    video: Video
    label: str

    @property
    def url(self) -> str:
        """The watch page that begins by itself."""
        return play_address(self.title.slug)


@require_safe
def title(request: HttpRequest, slug: str) -> HttpResponse:
    """One title: its story, its people, how far one got, its seasons, what is worn in it, and what is like it."""
    try:
        found = library.title_by_slug(request.user, slug)
    except Title.DoesNotExist as error:
        raise Http404(f"There is no title {slug}.") from error
    visitor = visitor_known(request)
    video = playback.video_for(found) if found.is_playable else None
    play = _play(request, visitor, found, video)
    context = _told(request, found) | _worn(request, found, play) | kept(visitor, found)
    notes = playback.film_notes(video) if video else []
    context |= {"title": found, "play": play, "notes": notes, "label": playback.episode_label(found)}
    context["length"] = duration_label(video.duration if video else found.runtime or 0)
    if found.kind == Title.Kind.SHOW:
        context |= _season(request, visitor, found, play)
    return render(request, "catalog/title.html", context)


def _play(request: HttpRequest, visitor: Visitor, found: Title, video: Video | None) -> Play | None:
    """The film, or of a show the episode that comes next; ``None`` where nothing can be played yet."""
    if found.kind == Title.Kind.SHOW:
        episode = history.episode_to_play(visitor.viewer_id, library.titles_for(request.user), found)
        video = playback.video_for(episode) if episode else None
    if video is None or not video.is_ready:
        return None
    shown = found if found.is_playable else Title.objects.select_related("season").get(pk=video.title_id)
    position = history.position_in(visitor.viewer_id, shown)
    return Play(shown, video, _play_label(found, shown, position))


def _play_label(found: Title, shown: Title, position: float) -> str:
    """ "Resume S1 E2 · 12:40"."""
    verb = gettext("Resume") if position >= MIN_RESUMED else gettext("Play")
    episode = playback.episode_label(shown) if shown != found else ""
    words = " ".join(filter(None, (verb, episode)))
    return f"{words} {moment(position)['clock']}" if position >= MIN_RESUMED else words


def duration_label(seconds: float) -> str:
    """``1 h 19 min``, ``45 min``, ``30 s``; empty where nothing is known."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if not minutes and not hours:
        return gettext("{seconds} s").format(seconds=round(seconds)) if seconds else ""
    if not hours:
        return gettext("{minutes} min").format(minutes=minutes)
    return gettext("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def _told(request: HttpRequest, found: Title) -> dict[str, Any]:
    """What is known of the title, and titles like it."""
    cast, crew = details.cast_and_crew(found)
    extras = details.extras_of(request.user, found)
    like = [] if found.season else related.related(request.user, found, RELATED)
    told = {
        "genres": found.genres.all(),
        "countries": details.countries_of(found),
        "languages": details.languages_of(found),
        "cast": cast,
        "crew": crew,
        "trailers": [one for one in extras if one.kind == Title.Kind.TRAILER],
        "editions": [one for one in extras if one.kind == Title.Kind.EDITION],
        "collections": details.collections_of(request.user, found),
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
    parts = shows.seasons_of(request.user, show)
    following = play.title.season.number if play and play.title.season else None
    part = shows.part_chosen(parts, request.GET.get("season"), following)
    if part is None:
        return {"parts": []}
    page = Paginator(shows.episodes_of(request.user, part.season), EPISODES_A_PAGE).get_page(request.GET.get("page"))
    episodes = with_cards(request, list(page.object_list))
    states = seasons.episode_states(visitor.viewer_id, episodes)
    watched = seasons.watched_by_season(visitor.viewer_id, show)
    return {
        "parts": [(one, watched.get(one.season.pk, 0)) for one in parts],
        "part": part,
        "page": page,
        "query_prefix": f"season={part.season.number}&",
        "episodes": [(one, shows.number_label(one), states.get(one.pk)) for one in episodes],
    }
