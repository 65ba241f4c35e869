"""Film files that no row names: deleted films, replaced packagings, sources and tracks, uploads cut short."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from playback.models import Subtitle, Video
from trendflix.core.garbage import children
from trendflix.jobs.models import Job

CHUNK = 500


def films_collect() -> Iterator[Path]:
    """Of ``titles/<pk>``: folders without a row, and of the others what their rows do not name.

    A film with an open job is left alone: the job may be about to name what it made, or waits to remove it.
    """
    folders = {int(path.name): path for path in children(_root() / "titles") if path.name.isdecimal()}
    keys = sorted(folders)
    for at in range(0, len(keys), CHUNK):
        some = keys[at : at + CHUNK]
        videos = (
            Video.objects.only("package_key", "source").prefetch_related("subtitles", "artwork_frames").in_bulk(some)
        )
        busy = set(Job.objects.filter(subject_id__in=some, status__in=Job.OPEN).values_list("subject_id", flat=True))
        for key in some:
            if key in busy:
                continue
            yield from _unnamed(videos[key], folders[key]) if key in videos else [folders[key]]


def uploads_collect() -> Iterator[Path]:
    """Of ``incoming``: uploads that no film names."""
    named = set(Video.objects.filter(source__startswith="incoming/").values_list("source", flat=True))
    folder = _root() / "incoming"
    for path in children(folder):
        if not any(name.startswith(f"incoming/{path.name}") for name in named):
            yield path


def _root() -> Path:
    return Path(settings.MEDIA_ROOT)


def _unnamed(video: Video, folder: Path) -> Iterator[Path]:
    """Packagings, sources and tracks that a film's row does not name."""
    if _is_settled(folder / "hls" / video.package_key):
        yield from (path for path in children(folder / "hls") if path.name != video.package_key)
    source = _root() / (video.source.name or "")
    yield from (path for path in children(folder / "source") if path.is_file() and path != source)
    yield from (path for path in children(folder / "source") if path.name[0] == "." and path.is_dir())
    named = {frame.key for frame in video.artwork_frames.all()}
    yield from (path for path in children(folder / "artwork") if path.name not in named)
    tracks: list[Subtitle] = list(video.subtitles.all())
    known = {path for track in tracks for path in (track.path.name, track.original.name)}
    for place in (folder / "subtitles", folder / "source" / "subtitles"):
        yield from (path for path in children(place) if path.name not in known)


def _is_settled(shown: Path) -> bool:
    """Whether a packaging has been on show for so long that the addresses of the one before it have expired."""
    newest = max((path.stat().st_mtime for path in children(shown)), default=0.0)
    return newest > 0 and newest + settings.STREAM_URL_SECONDS < time.time()
