"""The small frames of stretches of a film, each from one key frame to the next, for the child process that decodes.

Packets of other stretches are read over and not decoded. Renditions have closed groups of pictures: what follows a key
frame's packet is shown after it.
"""

from collections.abc import Iterator
from typing import IO, Any

import av

from playback.media.inputs import OPTIONS
from vision.film.cuts import CutDetector
from vision.film.frame_pipe import CUT, KEY, STEP, send, send_end, small_planes
from vision.types import ByteArray

EARLY = 1e-3
ON_TIME = 0.005
Planes = tuple[float, bool, ByteArray]
"""Time in seconds, whether it is a key frame, and the planes (3h/2, w) of a small YUV 4:2:0 picture."""


class Runs:
    """Decodes stretches of a film, which come in order of time."""

    def __init__(self, container: Any) -> None:
        self._stream = container.streams.video[0]
        self._stream.thread_type, self._stream.codec_context.thread_count = "SLICE", 1
        # Frames that no other refers to are not decoded: of our renditions every second to fourth remains.
        self._stream.codec_context.skip_frame = "NONREF"
        self._packets = (packet for packet in container.demux(self._stream) if packet.pts is not None)
        self._next: Any = next(self._packets, None)
        self._first = 0.0
        self._first = self._time(self._next) if self._next is not None else 0.0
        self._end: float | None = None
        self._detector = CutDetector()

    def frames(self, after: float, until: float) -> Iterator[tuple[float, bool, bool, ByteArray]]:
        """(time, is a key frame, is a cut, planes) after the key frame at ``after``, up to the one at ``until``."""
        is_next = self._end is not None and abs(after - self._end) < ON_TIME
        self._detector = self._detector if is_next else CutDetector()
        self._end, due = until, after + STEP
        for time, is_key, planes in self._decoded(after, until):
            if time < after + EARLY:
                if not is_next:
                    self._detector.add(time, planes, is_key=True)
                continue
            is_cut = self._detector.add(time, planes, is_key=is_key)
            if is_key or is_cut or time >= due - EARLY:
                due = time + STEP
                yield time, is_key, is_cut, planes

    def _decoded(self, after: float, until: float) -> Iterator[Planes]:
        while self._next is not None and not (self._next.is_keyframe and self._time(self._next) > after - ON_TIME):
            self._next = next(self._packets, None)
        is_last = False
        while self._next is not None and not is_last:
            is_last = bool(self._next.is_keyframe) and self._time(self._next) > until - ON_TIME
            yield from self._small(self._next)
            if not is_last:  # the last one begins the next stretch
                self._next = next(self._packets, None)
        yield from self._small(None)
        self._stream.codec_context.flush_buffers()

    def _small(self, packet: Any) -> Iterator[Planes]:
        """Of a packet, or of what the decoder holds back."""
        for frame in self._stream.codec_context.decode(packet):
            if frame.pts is not None:
                yield self._time(frame), bool(frame.key_frame), small_planes(frame)

    def _time(self, timed: Any) -> float:
        """Seconds from the film's first frame on."""
        return float(timed.pts * self._stream.time_base) - self._first


def send_runs(film: str, asked: IO[bytes], pipe: IO[bytes]) -> int:
    """Write the frames of each stretch that is read, two times a line, and an end after each; returns how many."""
    count = 0
    with av.open(film, options=OPTIONS) as container:
        runs = Runs(container)
        for line in iter(asked.readline, b""):
            after, until = (float(word) for word in line.split())
            for time, is_key, is_cut, planes in runs.frames(after, until):
                send(pipe, time, planes[: planes.shape[0] * 2 // 3], KEY * is_key + CUT * is_cut)
                count += 1
            send_end(pipe)
    return count
