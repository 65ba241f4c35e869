"""One frame of a film at a time, read from the rendition that analysis reads; touches seconds of it, not all.

A rendition is one file with byte ranges named by the playlist beside it (RFC 8216), so the segment around a time is
read alone, and decoding begins at the last key frame before that time.
"""

from pathlib import Path
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext
from PIL import Image

from trendflix.core.errors import UserError
from vision.film.playlist import bytes_around

ON_TIME = 0.001


def frame_at(film: Path, t: float) -> Image.Image:
    """The RGB frame that is on screen at ``t`` seconds. Raises ``UserError`` where there is none to be had."""
    import av

    try:
        data, start = bytes_around(film, t)
        with av.open(data, mode="r", format="mp4") as container:
            found = _last_until(container, t, start)
    except (OSError, ValueError, av.error.FFmpegError) as error:
        raise UserError(
            gettext("The film's frame at %(seconds)s s cannot be read (%(fault)s).")
            % {"seconds": number_format(t, 1), "fault": type(error).__name__}
        ) from error
    if found is None:
        raise UserError(gettext("The film has no frame at %(seconds)s s.") % {"seconds": number_format(t, 1)})
    return found


def _last_until(container: Any, t: float, start: float) -> Image.Image | None:
    """The last frame shown at or before ``t``; the first of all where ``t`` lies before it.

    Encoders that reorder frames let a rendition's clock begin some frames late, so times are counted from the first
    frame of the segment, which the playlist puts at ``start``.
    """
    stream = container.streams.video[0]
    stream.thread_type = "AUTO"
    if stream.start_time is not None:
        t += float(stream.start_time * stream.time_base) - start
        container.seek(int(t / stream.time_base), stream=stream, backward=True, any_frame=False)
    last = None
    for frame in container.decode(stream):
        if last is not None and frame.time is not None and frame.time > t + ON_TIME:
            break
        last = frame
    return last.to_image() if last is not None else None
