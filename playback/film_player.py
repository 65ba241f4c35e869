"""The small player on a film's page in the admin, by which chapters, markers, sounds and subtitles are set."""

from typing import Any

from django.http import HttpRequest

from playback.media.playlist import sound_names
from playback.models import Video
from playback.selectors import video_sources
from playback.services.sounds import sounds_of
from playback.streaming.access import stream_url
from trendflix.accounts.visitors import Visitor, visitor_of


def film_player(request: HttpRequest, video: Video) -> dict[str, Any] | None:
    """Addresses of the film in one file, its subtitles and its still, for whoever looks; ``None`` where there is no
    such file (it could not be made, or the film is not packaged yet).
    """
    if not (video.is_ready and video.package.get("progressive")):
        return None
    visitor = visitor_of(request)
    found = video_sources(video, visitor)
    source = stream_url(video, visitor, f"hls/{video.package_key}/progressive.mp4")
    return {"source": source, "tracks": found["subtitles"], "still": found["still"], "sounds": _sounds(video, visitor)}


def _sounds(video: Video, visitor: Visitor) -> list[dict[str, Any]]:
    """The sounds that can be listened to, where there are several."""
    sounds = sounds_of(video)
    names = sound_names(sounds) if len(sounds) > 1 else []
    return [
        {"url": stream_url(video, visitor, f"hls/{video.package_key}/audio{number}.m4s"), "name": name}
        for number, name in enumerate(names)
    ]
