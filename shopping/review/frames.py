"""The frame that a garment is best seen on, and what is within its box, as JPEG; kept for a day."""

import hashlib
from io import BytesIO

from django.core.cache import cache

from playback.models import Video
from vision.edits.places import box_at
from vision.models import Garment

MAX_LINES = 540
KEPT_SECONDS = 86_400
QUALITY = 80
CROP_MARGIN = 0.1
"""Shown around the box on each side, in parts of it."""


def frame_version(garment: Garment, *, crop: bool) -> str:
    """Names the picture: it changes with the film's packaging and the garment's best second."""
    known = (garment.analysis.video.package_key, garment.best_at, crop, [_box(garment)] if crop else [])
    return hashlib.sha256(repr(known).encode()).hexdigest()[:20]


def frame_jpeg(garment: Garment, *, crop: bool = False) -> bytes:
    """The picture. Raises ``UserError`` where the film's files cannot be read."""
    key = f"review-frame:{garment.analysis.video_id}:{frame_version(garment, crop=crop)}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = _read(garment, crop)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _read(garment: Garment, crop: bool) -> bytes:
    from vision.film.frames import frame_at

    video = garment.analysis.video
    picture = frame_at(video.folder / "hls" / video.package_key / f"{rendition_of(video)}.m4s", garment.best_at)
    if crop and (box := _box(garment)) is not None:
        left, top, right, bottom = box
        picture = picture.crop(
            (
                round(left * picture.width),
                round(top * picture.height),
                round(right * picture.width),
                round(bottom * picture.height),
            )
        )
    data = BytesIO()
    picture.save(data, "JPEG", quality=QUALITY)
    return data.getvalue()


def rendition_of(video: Video) -> int:
    """The number of the largest rendition of at most ``MAX_LINES``, or of the smallest."""
    fitting = [number for number, one in enumerate(video.renditions) if one["height"] <= MAX_LINES]
    return fitting[-1] if fitting else 0


def _box(garment: Garment) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom (0..1) of what is cut out."""
    spans = garment.appearances.all()
    box = next((found for span in spans if (found := box_at(span, garment.best_at))), None)
    if box is None:
        return None
    wide, high = CROP_MARGIN * box.w, CROP_MARGIN * box.h
    return (
        max(0.0, box.x - wide),
        max(0.0, box.y - high),
        min(1.0, box.x + box.w + wide),
        min(1.0, box.y + box.h + high),
    )
