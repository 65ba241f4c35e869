"""Reads the subtitles of a film whose file is being replaced: those that a file brought go with its packaging.

``Video.package``, which describes the packaging on show, names under ``LEAVING`` the tracks that go with it. While it
does, viewers see those; the tracks of the file to come are theirs with its packaging.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from playback.models import Subtitle, Video

LEAVING = "leaving_subtitles"


def is_replacing(video: Video) -> bool:
    """Whether what is on show is to be replaced by another file."""
    return LEAVING in video.package


def tracks_to_come(video: Video) -> QuerySet[Subtitle]:
    """The tracks without those that leave."""
    return video.subtitles.exclude(pk__in=video.package.get(LEAVING, []))


def tracks_shown(video: Video) -> Iterable[Subtitle]:
    """The tracks that go with the packaging on show; no query where they were prefetched."""
    leaving = video.package.get(LEAVING)
    tracks = video.subtitles.all()
    return tracks if leaving is None else [one for one in tracks if one.stream is None or one.pk in leaving]
