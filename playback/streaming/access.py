"""Signed, expiring addresses of a film's files, bound to one film and one viewer.

The token stands in the path, before the file's own path, so that the relative addresses inside a playlist carry it
along: ``/stream/<token>/hls/<key>/master.m3u8``.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from playback.models import Video
from trendflix.accounts.visitors import Visitor

SALT = "playback.stream"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token allows, and whom."""

    video_id: int
    viewer_key: str


def token_for(video_id: int, visitor: Visitor) -> str:
    """A token that lets this viewer read this film's files for ``STREAM_URL_SECONDS``."""
    return signing.dumps([video_id, visitor.key], salt=SALT)


def grant_of(token: str) -> Grant | None:
    """What a token allows, or ``None`` where it is forged or too old."""
    try:
        video_id, viewer_key = signing.loads(token, salt=SALT, max_age=settings.STREAM_URL_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Grant(int(video_id), str(viewer_key))


def stream_url(video: Video, visitor: Visitor, path: str) -> str:
    """The address of a file below the film's folder, for this viewer."""
    return reverse("stream", args=[token_for(video.pk, visitor), path])
