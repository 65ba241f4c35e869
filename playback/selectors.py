"""Reads films: what plays, where it is, how far each viewer got."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import salted_hmac

from catalog.models import Title
from catalog.selectors import titles_visible
from playback.media.notes import note_shown
from playback.models import Progress, Subtitle, Video
from playback.player_settings import settings_of
from playback.streaming.access import stream_url
from playback.tracks import tracks_shown
from playback.visible import films_for
from trendflix.accounts.models import Viewer
from trendflix.accounts.sight import Sight, sight_of_visitor
from trendflix.accounts.visitors import KEY_LENGTH, Visitor

HERE = "."


def video_for(title: Title) -> Video | None:
    """The title's film, or ``None``."""
    return Video.objects.filter(title=title).first()


def video_sources(video: Video, visitor: Visitor) -> dict[str, Any]:
    """Signed addresses of the film's playlist, subtitle tracks and still, for this viewer."""
    if not video.is_ready:
        return {"hls": "", "subtitles": [], "still": ""}
    home = f"hls/{video.package_key}"
    tracks = [
        {
            "url": stream_url(video, visitor, f"subtitles/{track.pk}.vtt"),
            "language": track.language,
            "label": track.shown_label,
            "kind": "captions" if track.role == Subtitle.Role.SDH else "subtitles",
            "default": track.is_default,
        }
        for track in tracks_shown(video)
    ]
    return {
        "hls": stream_url(video, visitor, f"{home}/master.m3u8"),
        "subtitles": tracks,
        "still": stream_url(video, visitor, f"{home}/still.jpg"),
    }


def first_playlists(config: dict[str, Any], video: Video) -> list[str]:
    """What the player of a ``watch_config`` reads before the first frame: multivariant, smallest rung, default audio.

    All with the token of ``config``, so that a browser that was told of them early has what the player asks for.
    """
    if not config["hls"] or not video.renditions:
        return []
    tracks = video.package.get("audio", [])
    default = next((number for number, track in enumerate(tracks) if track.get("is_default")), 0)
    names = ["master", "0", *([f"audio{default}"] if tracks else [])]
    return [config["hls"].removesuffix("master.m3u8") + f"{name}.m3u8" for name in names]


def film_notes(video: Video) -> list[str]:
    """Sentences for people on what a film lacks: its end, a sound; in the language that is spoken."""
    if not video.is_ready:
        found, failed = video.probe.get("notes", []), video.probe.get("lost", [])
    else:
        found, failed = video.package.get("notes", []), video.package.get("failed", [])
    sounds = [one for one in failed if one["part"].startswith("sound")]
    return [note_shown(one) for one in (*found, *(f"The {one['part']} is missing: {one['error']}" for one in sounds))]


def film_to_watch(sight: Sight, slug: str) -> Video | None:
    """The film at ``slug`` with all that its page shows, or ``None`` where this person may see none."""
    films = films_for(sight).select_related("title__season__show").prefetch_related("subtitles", "chapters")
    return films.filter(title__slug=slug).first()


def watch_config(video: Video, visitor: Visitor) -> dict[str, Any]:
    """All that the player needs, as JSON; times in seconds, addresses signed for this viewer.

    Three queries, and two more where subtitles and chapters were not prefetched.
    """
    title, home = video.title, f"hls/{video.package_key}"

    def made(name: str, what: str) -> str:
        return stream_url(video, visitor, f"{home}/{name}") if video.is_ready and video.package.get(what) else ""

    row, profile = progress_for(visitor, video), visitor.profile
    return video_sources(video, visitor) | {
        "title": _title_config(title),
        "stream": stream_url(video, visitor, HERE).removesuffix(HERE),
        "progressive": made("progressive.mp4", "progressive"),
        "duration": video.duration,
        "thumbnails": made("thumbnails.vtt", "thumbnails"),
        "chapters": [{"start": c.start, "title": c.title} for c in video.chapters.all() if c.start < video.duration],
        "markers": _markers(video),
        "versions": versions_of(video, visitor),
        "next": _next_config(video, visitor),
        "progress": {"position": row.position if row else 0.0, "watched": bool(row and row.watched)},
        "profile": _profile_config(profile) | {"key": _profile_key(visitor, profile)},
        "urls": {
            "settings": reverse("api-settings") if profile else "",
            "timeline": reverse("api-timeline", args=[title.slug]),
            "progress": reverse("api-progress", args=[title.slug]),
        },
    }


def _profile_config(profile: Viewer | None) -> dict[str, Any]:
    """What a profile chose: the player's settings, its languages, whether the next episode begins by itself."""
    return {
        "settings": settings_of(profile),
        "sound": profile.sound_language if profile else "",
        "subtitles": profile.subtitle_language if profile else "",
        "autoplay": profile is None or profile.autoplay,
    }


def _profile_key(visitor: Visitor, profile: Viewer | None) -> str:
    """Names a profile to its own browser, which keeps under it what could not be saved; it tells nothing of anybody."""
    other = profile.pk if profile and not profile.is_main else 0  # the main one may not have been made yet
    return salted_hmac("playback.profile", f"{visitor.key} {other}").hexdigest()[:KEY_LENGTH]


def _title_config(title: Title) -> dict[str, Any]:
    show = title.season.show if title.season else None
    poster = title.poster or (show.poster if show else None)
    return {
        "slug": title.slug,
        "name": title.name,
        "show": show.name if show else None,
        "label": episode_label(title),
        "poster": poster.url if poster else "",
    }


def episode_label(title: Title) -> str:
    """``S1 E2``, ``S1 E2–E3`` of a file that holds several episodes; empty for a film."""
    last = f"–E{title.last_number}" if title.last_number else ""
    return f"S{title.season.number} E{title.number}{last}" if title.season else ""


def _markers(video: Video) -> dict[str, Any]:
    """The markers that lie within the film: a shorter file may have taken the place of the one they were set on."""

    def span(start: float | None, end: float | None) -> list[float] | None:
        return None if start is None or end is None or end > video.duration else [start, end]

    end = video.credits_start
    return {
        "intro": span(video.intro_start, video.intro_end),
        "recap": span(video.recap_start, video.recap_end),
        "credits": end if end is not None and end < video.duration else None,
    }


def next_video(video: Video, visitor: Visitor) -> Video | None:
    """The episode that comes after this one, of those that are ready and that the viewer may see.

    Specials (season 0) lead to specials alone.
    """
    title = video.title
    if title.season is None or title.number is None:
        return None
    later = Q(title__season=title.season, title__number__gt=title.number)
    if title.season.number > 0:
        later |= Q(title__season__number__gt=title.season.number)
    seen = titles_visible(sight_of_visitor(visitor)).filter(season__show_id=title.season.show_id)
    found = Video.objects.exclude(package_key="").filter(later, title__in=seen)
    return found.select_related("title__season").order_by("title__season__number", "title__number").first()


def versions_of(video: Video, visitor: Visitor) -> list[dict[str, Any]]:
    """The film itself and its editions that can be played; none where there is no choice. One query."""
    title = video.title
    if title.kind == Title.Kind.TRAILER:
        return []
    root = title.parent_id or title.pk
    kinds = (Title.Kind.FILM, Title.Kind.EPISODE, Title.Kind.EDITION)
    seen = titles_visible(sight_of_visitor(visitor)).filter(Q(pk=root) | Q(parent=root), kind__in=kinds)
    rows = seen.filter(video__package_key__gt="").order_by("pk").values_list("pk", "name", "slug")
    found = [{"name": name, "url": reverse("watch", args=[slug]), "shown": pk == title.pk} for pk, name, slug in rows]
    return found if len(found) > 1 else []


def _next_config(video: Video, visitor: Visitor) -> dict[str, Any] | None:
    after = next_video(video, visitor)
    if after is None:
        return None
    return {
        "name": after.title.name,
        "label": episode_label(after.title),
        "url": reverse("watch", args=[after.title.slug]),
        "still": stream_url(after, visitor, f"hls/{after.package_key}/still.jpg"),
    }


def progress_for(visitor: Visitor, video: Video) -> Progress | None:
    """How far the viewer got."""
    return Progress.objects.filter(viewer=visitor.viewer_id, video=video).first()


def stills(titles: list[Title]) -> dict[int, str]:
    """title.pk → address of the film's still, in one query; the address is the same for everybody who may see it."""
    videos = Video.objects.filter(title__in=titles).exclude(package_key="").values_list("title_id", "pk", "package_key")
    return {title: reverse("still", args=[pk, key]) for title, pk, key in videos}
