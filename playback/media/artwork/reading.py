"""Reads frames of a packaging: its key frames, evenly spread, and one at a time. Imports PyAV lazily.

The files are our own encodings, so they are decoded in this process.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext
from numpy.typing import NDArray

from playback.media.inputs import film_open
from trendflix.core.errors import UserError

Pixels = NDArray[np.uint8]
"""A frame (height, width, 3), BGR as OpenCV has it."""
MAX_LOOKED_AT = 600
"""Frames of one film that are measured; a film of two hours gives one in twelve seconds."""


def key_frames(rendition: Path, seconds: float) -> Iterator[tuple[float, Pixels]]:
    """(seconds, pixels) of key frames in order, at most about ``MAX_LOOKED_AT``; frames between are not decoded."""
    step, due = seconds / MAX_LOOKED_AT, 0.0
    with _opened(rendition) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            time = float(frame.time or 0.0)
            if time >= due:
                due = max(due + step, time)
                yield time, frame.to_ndarray(format="bgr24")


def frame_at(rendition: Path, time: float) -> Pixels:
    """The frame on show at ``time`` seconds. Raises ``UserError`` where there is none."""
    with _opened(rendition) as container:
        stream = container.streams.video[0]
        container.seek(int(max(0.0, time) / stream.time_base), stream=stream, backward=True)
        last = None
        for frame in container.decode(stream):
            if last is not None and float(frame.time or 0.0) > time + 1e-3:
                break
            last = frame
        if last is None:
            raise UserError(
                gettext("%(name)s: there is no frame at %(seconds)s s.")
                % {"name": rendition.name, "seconds": number_format(time, 1)}
            )
        pixels: Pixels = last.to_ndarray(format="bgr24")
        return pixels


def _opened(rendition: Path) -> Any:
    import av

    try:
        return film_open(rendition)
    except (av.error.FFmpegError, OSError) as error:
        raise UserError(
            gettext("%(name)s: its frames cannot be read (%(error)s).") % {"name": rendition.name, "error": error}
        ) from error
