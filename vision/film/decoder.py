"""The child process that decodes a film for ``vision.film.sampler``; imports nothing of the site.

``keys FILM`` writes the small key frames of a whole film, ``runs FILM`` the small frames of the stretches that it
reads, ``fetch FILM`` the large frames whose times it reads. A process of its own keeps a decoder that crashes, hangs or
eats memory out of the worker, and decodes while the models run.
"""

import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import av
import cv2
import numpy as np

from playback.media.inputs import OPTIONS
from vision.film.cuts import KeyCutDetector
from vision.film.frame_pipe import CUT, KEY, MAX_SIDE, send, small_planes, small_size
from vision.film.playlist import bytes_around
from vision.film.runs import send_runs
from vision.types import ByteArray

ON_TIME = 0.005
MAX_MEMORY_BYTES = 6 * 2**30


def send_keys(film: str, pipe: IO[bytes]) -> int:
    """Write the small key frames of a film in colour; returns how many."""
    count, detector = 0, KeyCutDetector()
    with av.open(film, options=OPTIONS) as container:
        stream = container.streams.video[0]
        stream.thread_type, stream.codec_context.thread_count = "SLICE", 1
        stream.codec_context.skip_frame = "NONKEY"
        first = None
        for frame in container.decode(stream):
            if frame.time is None:
                continue
            first = frame.time if first is None else first
            planes = small_planes(frame)
            is_cut = detector.add(frame.time - first, planes)
            pixels = cv2.cvtColor(planes, cv2.COLOR_YUV2RGB_I420)
            send(pipe, frame.time - first, np.asarray(pixels, dtype=np.uint8), KEY + CUT * is_cut)
            pipe.flush()
            count += 1
    return count


def send_large(film: str, asked: IO[bytes], pipe: IO[bytes]) -> int:
    """Write the key frame at each time that is read, a line each, in RGB; returns how many."""
    count = 0
    for line in iter(asked.readline, b""):
        time = float(line)
        send(pipe, time, _key_frame(Path(film), time), KEY)
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
        stream.thread_type, stream.codec_context.thread_count = "SLICE", 1
        begins = float((stream.start_time or 0) * stream.time_base)
        at = time + begins - start + ON_TIME
        container.seek(int(at / stream.time_base), stream=stream, backward=True, any_frame=False)
        last = _decoded(stream.codec_context, _last_key_packet(container.demux(stream), at))
        if last is None:
            raise ValueError(f"no key frame at {time:.2f} s")
        width, height = last.width, last.height
        if max(width, height) > MAX_SIDE:
            width, height = small_size(width, height, MAX_SIDE)
        return np.ascontiguousarray(last.to_ndarray(format="rgb24", width=width, height=height))


def _last_key_packet(packets: Iterator[Any], at: float) -> Any:
    """The last key frame's packet that is shown at or before ``at`` seconds, else the first; ``None`` without one."""
    last = None
    for packet in packets:
        if packet.pts is not None and packet.is_keyframe:
            if last is not None and float(packet.pts * packet.time_base) > at:
                break
            last = packet
    return last


def _decoded(codec: Any, packet: Any) -> Any:
    """The frame of one packet of a key frame, which needs no other; ``None`` where it cannot be decoded."""
    frames = [*codec.decode(packet), *codec.decode(None)] if packet is not None else []
    return frames[0] if frames else None


def main(work: str, film: str) -> int:
    """The exit code: 0 where frames were written, or none were asked for."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    cv2.setNumThreads(1)
    try:
        if work == "keys":
            found = send_keys(film, sys.stdout.buffer)
        else:
            {"fetch": send_large, "runs": send_runs}[work](film, sys.stdin.buffer, sys.stdout.buffer)
            return 0
        sys.stdout.buffer.flush()
    except (OSError, ValueError, av.error.FFmpegError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 2
    return 0 if found else 3


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
