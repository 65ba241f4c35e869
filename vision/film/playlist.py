"""Where the segments of a rendition lie: byte ranges of one file, named by the playlist beside it (RFC 8216)."""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

MAX_SEGMENT_BYTES = 64 * 2**20
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


def segments_of(film: Path) -> tuple[int, list[Segment]] | None:
    """What the playlist beside a film says; ``None`` without one. Raises ``ValueError`` where it names no segment."""
    playlist = film.with_suffix(".m3u8")
    if not playlist.exists():
        return None
    header, segments = read_playlist(playlist.read_text(encoding="utf-8"))
    if not segments:
        raise ValueError("an empty playlist")
    return header, segments


def bytes_around(film: Path, t: float) -> tuple[BytesIO | str, float]:
    """The header and the segment around ``t`` in memory, with its start; the whole file by its name without a playlist.

    Raises ``ValueError`` for an empty playlist or a segment above ``MAX_SEGMENT_BYTES``.
    """
    known = segments_of(film)
    if known is None:
        return str(film), 0.0
    header, segments = known
    segment = next((one for one in segments if t < one.end), segments[-1])
    if segment.size > MAX_SEGMENT_BYTES:
        raise ValueError("a segment too large")
    with film.open("rb") as file:
        data = file.read(header)
        file.seek(segment.offset)
        return BytesIO(data + file.read(segment.size)), segment.start
