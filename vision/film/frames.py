"""One frame of a film at a time, read from the rendition that analysis reads; touches seconds of it, not all.

A rendition is one file with byte ranges named by the playlist beside it (RFC 8216), so the segment around a time is
read alone, and decoding begins at the last key frame before that time.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from PIL import Image

from trendflix.core.errors import UserError

MAX_SEGMENT_BYTES = 64 * 2**20
ON_TIME = 0.001
_MAP = re.compile(r'#EXT-X-MAP:.*BYTERANGE="(\d+)@(\d+)"')
_LENGTH = re.compile(r"#EXTINF:([\d.]+)")
_RANGE = re.compile(r"#EXT-X-BYTERANGE:(\d+)(?:@(\d+))?")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a rendition: seconds from its start on, and where its bytes lie."""

    start: float
    end: float
    offset: int
    size: int


def frame_at(film: Path, t: float) -> Image.Image:
    """The RGB frame that is on screen at ``t`` seconds. Raises ``UserError`` where there is none to be had."""
    import av

    try:
        data, start = _bytes_around(film, t)
        with av.open(data, mode="r", format="mp4") as container:
            found = _last_until(container, t, start)
    except (OSError, ValueError, av.error.FFmpegError) as error:
        raise UserError(f"The film's frame at {t:.1f} s cannot be read ({type(error).__name__}).") from error
    if found is None:
        raise UserError(f"The film has no frame at {t:.1f} s.")
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


def _bytes_around(film: Path, t: float) -> tuple[IO[bytes] | str, float]:
    """The header and the segment around ``t`` in memory; the whole file by its name where no playlist tells."""
    playlist = film.with_suffix(".m3u8")
    if not playlist.exists():
        return str(film), 0.0
    header, segments = read_playlist(playlist.read_text(encoding="utf-8"))
    if not segments:
        raise ValueError("an empty playlist")
    segment = next((one for one in segments if t < one.end), segments[-1])
    if segment.size > MAX_SEGMENT_BYTES:
        raise ValueError("a segment too large")
    with film.open("rb") as file:
        data = file.read(header)
        file.seek(segment.offset)
        return BytesIO(data + file.read(segment.size)), segment.start


def read_playlist(text: str) -> tuple[int, list[Segment]]:
    """The header's bytes, which stand first in the file, and the segments in order."""
    found, segments, seconds, at = _MAP.search(text), [], 0.0, 0.0
    header = int(found[1]) + int(found[2]) if found else 0
    offset = header
    for line in text.splitlines():
        if length := _LENGTH.match(line):
            seconds = float(length[1])
        elif span := _RANGE.match(line):
            size, offset = int(span[1]), int(span[2]) if span[2] else offset
            segments.append(Segment(at, at + seconds, offset, size))
            at, offset = at + seconds, offset + size
    return header, segments
