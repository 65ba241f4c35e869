"""Reads films: what plays, where it is, how far each viewer got."""

from typing import Any

from django.db.models import QuerySet

from catalog.models import Title
from playback.access import stream_url
from playback.models import Progress, Video
from playback.viewers import Viewer

CONTINUE_LENGTH = 12


def video_for(title: Title) -> Video | None:
    """The title's film, or ``None``."""
    return Video.objects.filter(title=title).first()


def video_sources(video: Video, viewer: Viewer) -> dict[str, Any]:
    """Signed addresses of the film's playlist, subtitle tracks and still, for this viewer."""
    if not video.is_ready:
        return {"hls": "", "subtitles": [], "still": ""}
    home = f"hls/{video.package_key}"
    tracks = [
        {
            "url": stream_url(video, viewer, f"subtitles/{track.pk}.vtt"),
            "language": track.language,
            "label": track.label or track.language,
            "default": track.is_default,
        }
        for track in video.subtitles.all()
    ]
    return {
        "hls": stream_url(video, viewer, f"{home}/master.m3u8"),
        "subtitles": tracks,
        "still": stream_url(video, viewer, f"{home}/still.jpg"),
    }


def progress_for(viewer: Viewer, video: Video) -> Progress | None:
    """How far the viewer got."""
    return Progress.objects.filter(**viewer.owner, video=video).first()


def continue_watching(viewer: Viewer, titles: QuerySet[Title]) -> list[dict[str, Any]]:
    """[{"title", "percent"}] of what the viewer began among ``titles``, last watched first."""
    begun = (
        Progress.objects.filter(**viewer.owner, watched=False, position__gt=0, video__title__in=titles)
        .select_related("video__title")
        .order_by("-updated")[:CONTINUE_LENGTH]
    )
    return [
        {"title": row.video.title, "percent": round(100 * row.position / max(row.video.duration, 0.1))} for row in begun
    ]


def stills(titles: list[Title], viewer: Viewer) -> dict[int, str]:
    """title.pk → signed address of the film's still, in one query."""
    videos = Video.objects.filter(title__in=titles).exclude(package_key="")
    return {video.title_id: stream_url(video, viewer, f"hls/{video.package_key}/still.jpg") for video in videos}
