"""Lets the subtitles that a film's file brought along stay until another file, which takes its place, is on show."""

from pathlib import Path

from django.db.models import QuerySet

from playback.models import Subtitle, Video
from playback.tracks import LEAVING


def embedded_leave(video: Video) -> list[Path]:
    """Another file comes: mark the tracks of that on show, for ``video.save`` to keep, and remove all others from a
    file; their files, for the caller to remove once that is committed.
    """
    tracks = video.subtitles.filter(stream__isnull=False)
    if video.is_ready:
        marked = video.package.get(LEAVING)
        leaving = list(tracks.values_list("pk", flat=True)) if marked is None else marked
        video.package = {**video.package, LEAVING: leaving}
        tracks = tracks.exclude(pk__in=leaving)
    return _removed(tracks)


def embedded_left(video_id: int, package: dict[str, object]) -> list[Path]:
    """Another packaging is on show: remove the tracks that leave with the one that ``package`` describes."""
    leaving = package.get(LEAVING)
    return _removed(Subtitle.objects.filter(video=video_id, pk__in=leaving)) if isinstance(leaving, list) else []


def _removed(tracks: QuerySet[Subtitle]) -> list[Path]:
    files = [path for track in tracks.select_related("video") for path in (track.path, track.original)]
    tracks.delete()
    return files
