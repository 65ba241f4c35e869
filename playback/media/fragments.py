"""Moves the clock of a fragmented MP4 file (ISO/IEC 14496-12).

Pictures that are coded out of order leave the encoder with a first time a few frames after zero, since no time of
decoding may lie before it. The sound has to start there too.
"""

import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

from playback.media.inputs import film_open

MAX_REORDER = 32
"""Packets within which the first picture comes; H.264 puts at most 16 before it."""
HEADER = struct.Struct(">I4s")
INSIDE = (b"moof", b"traf")


def first_time(path: Path) -> float:
    """Seconds at which the first picture of a video file is shown."""

    with film_open(path) as container:
        packets = islice(container.demux(video=0), MAX_REORDER)
        times = [packet.pts * packet.time_base for packet in packets if packet.pts is not None]
    return float(min(times, default=0))


def delay(path: Path, ticks: int) -> None:
    """Let every fragment of a file of one track begin ``ticks`` of the track's timescale later, in place."""
    with path.open("r+b") as file:
        for kind, start, _ in _boxes(file, 0, path.stat().st_size):
            if kind == b"tfdt":
                _add(file, start, 4, ticks)
            elif kind == b"sidx":
                _add(file, start, 12, ticks)


def _boxes(file: IO[bytes], start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(kind, where its content starts, where it ends) of every box, those inside fragments included."""
    while start + HEADER.size <= end:
        file.seek(start)
        size, kind = HEADER.unpack(file.read(HEADER.size))
        head = HEADER.size
        if size == 1:
            (size,), head = struct.unpack(">Q", file.read(8)), 16
        stop = start + size if size else end
        if stop <= start:
            return
        yield kind, start + head, stop
        if kind in INSIDE:
            yield from _boxes(file, start + head, stop)
        start = stop


def _add(file: IO[bytes], start: int, after: int, ticks: int) -> None:
    """Add to the time that stands ``after`` bytes into a full box; version 1 keeps it in 64 bits, version 0 in 32."""
    file.seek(start)
    shape = struct.Struct(">Q" if file.read(1) == b"\1" else ">I")
    file.seek(start + after)
    (time,) = shape.unpack(file.read(shape.size))
    file.seek(start + after)
    file.write(shape.pack(time + ticks))
