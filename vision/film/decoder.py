"""The child process that decodes a film for ``vision.film.sampler``; imports nothing of the site.

``scan FILM`` writes small frames of a whole film, ``fetch FILM`` the large frames whose times it reads. A process of
its own keeps a decoder that crashes, hangs or eats memory out of the worker, and decodes while the models run.
"""

import resource
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import av
import cv2
import numpy as np

from playback.media.inputs import OPTIONS
from vision.film.cuts import CutDetector
from vision.film.playlist import bytes_around
from vision.types import ByteArray

HEADER = struct.Struct("<dIIIB")
"""Time in seconds, width, height, channels, flags; then height × width × channels bytes."""
KEY, CUT = 1, 2
"""Flags: a key frame, which comes in colour (RGB, 3 channels; others are grey); the first frame of a shot."""
STEP = 0.2
"""Seconds between small frames; key frames and cuts come besides."""
SMALL_SIDE, MAX_SIDE = 320, 1280
"""Longest side of small and of large frames, in pixels."""
ON_TIME = 0.005
MAX_MEMORY_BYTES = 6 * 2**30
EARLY = 1e-3


def send_small(film: str, pipe: IO[bytes]) -> int:
    """Write the small frames of a film; returns how many.

    Frames that no other refers to are not decoded: of our renditions every second to fourth remains.
    """
    count, due = 0, -STEP
    detector = CutDetector()
    for time, is_key, planes in _small_frames(film):
        is_cut = detector.add(time, planes, is_key=is_key)
        if not (is_key or is_cut or time >= due - EARLY):
            continue
        due = time + STEP
        pixels = cv2.cvtColor(planes, cv2.COLOR_YUV2RGB_I420) if is_key else planes[: planes.shape[0] * 2 // 3]
        _send(pipe, time, np.asarray(pixels, dtype=np.uint8), KEY * is_key + CUT * is_cut)
        count += 1
    return count


def _small_frames(film: str) -> Iterator[tuple[float, bool, ByteArray]]:
    """Time, whether it is a key frame, and the planes (3h/2, w) of a small YUV 4:2:0 picture."""
    with av.open(film, options=OPTIONS) as container:
        stream = container.streams.video[0]
        stream.thread_type, stream.codec_context.thread_count = "SLICE", 1
        stream.codec_context.skip_frame = "NONREF"
        first = None
        for frame in container.decode(stream):
            if frame.time is None:
                continue
            first = frame.time if first is None else first
            width, height = small_size(frame.width, frame.height, SMALL_SIDE)
            small = frame.reformat(width, height, format="yuv420p", interpolation="FAST_BILINEAR")
            yield frame.time - first, frame.key_frame, np.asarray(small.to_ndarray(), dtype=np.uint8)


def small_size(width: int, height: int, longest: int) -> tuple[int, int]:
    """Even sides of a picture whose longer side is at most ``longest``."""
    scale = min(1.0, longest / max(width, height))
    return max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))


def send_large(film: str, asked: IO[bytes], pipe: IO[bytes]) -> int:
    """Write the key frame at each time that is read, a line each, in RGB; returns how many."""
    count = 0
    for line in iter(asked.readline, b""):
        time = float(line)
        _send(pipe, time, _key_frame(Path(film), time), KEY)
        pipe.flush()
        count += 1
    return count


def _key_frame(film: Path, time: float) -> ByteArray:
    """The last key frame (h, w, 3) shown at or before ``time``. Raises ``ValueError`` where there is none."""
    data, start = bytes_around(film, time + ON_TIME)
    options = OPTIONS if isinstance(data, str) else {}
    container: Any
    with av.open(data, mode="r", options=options) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        begins = float((stream.start_time or 0) * stream.time_base)
        at = time + begins - start + ON_TIME
        container.seek(int(at / stream.time_base), stream=stream, backward=True, any_frame=False)
        last = None
        for frame in container.decode(stream):
            if last is not None and frame.time is not None and frame.time > at:
                break
            last = frame
        if last is None:
            raise ValueError(f"no key frame at {time:.2f} s")
        width, height = last.width, last.height
        if max(width, height) > MAX_SIDE:
            width, height = small_size(width, height, MAX_SIDE)
        return np.ascontiguousarray(last.to_ndarray(format="rgb24", width=width, height=height))


def _send(pipe: IO[bytes], time: float, pixels: ByteArray, flags: int) -> None:
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    pipe.write(HEADER.pack(time, pixels.shape[1], pixels.shape[0], channels, flags))
    pipe.write(np.ascontiguousarray(pixels).tobytes())


def main(work: str, film: str) -> int:
    """The exit code: 0 where frames were written, or none were asked for."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    cv2.setNumThreads(1)
    try:
        if work == "fetch":
            send_large(film, sys.stdin.buffer, sys.stdout.buffer)
            return 0
        found = send_small(film, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except (OSError, ValueError, av.error.FFmpegError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 2
    return 0 if found else 3


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
