"""The button that plays a title, of a show the episode that comes next."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from catalog import selectors as library
from catalog.models import Title
from playback import history
from playback import selectors as playback
from playback.addresses import play_address
from playback.models import Video
from shopping.storefront.garment_pages import moment
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import Visitor

MIN_RESUMED = 5.0
"""Seconds from which a film is resumed; the player asks the same."""


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


def play_of(request: HttpRequest, visitor: Visitor, found: Title, video: Video | None) -> Play | None:
    """The film, or of a show the episode that comes next; ``None`` where nothing can be played yet."""
    if found.kind == Title.Kind.SHOW:
        episode = history.episode_to_play(visitor.viewer_id, library.titles_visible(sight_of(request)), found)
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
