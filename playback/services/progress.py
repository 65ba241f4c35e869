"""Remembers how far a viewer got."""

from django.utils import timezone

from playback.models import Progress, Video
from playback.viewers import Viewer

WATCHED_FROM = 0.95
"""Part of the film after which it counts as watched: the credits run."""


def progress_save(viewer: Viewer, video: Video, position: float) -> Progress:
    """Keep a viewer's position in seconds, held within the film."""
    position = min(max(position, 0.0), video.duration)
    fields = {
        "position": position,
        "watched": position >= WATCHED_FROM * video.duration,
        "updated": timezone.now(),
    }
    row, _ = Progress.objects.update_or_create(**viewer.owner, video=video, defaults=fields)
    return row
