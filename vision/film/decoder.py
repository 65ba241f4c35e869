"""The child process that decodes a film for ``vision.film.sampler``; imports nothing of the site."""

import resource
import struct
import sys
from typing import IO

import numpy as np

HEADER = struct.Struct("<dII")
"""Time in seconds, width, height; then height × width × 3 bytes, BGR."""
MAX_SIDE = 1280
MAX_MEMORY_BYTES = 6 * 2**30


def send_frames(film: str, pipe: IO[bytes]) -> int:
    """Write every frame that the capture yields, at most ``MAX_SIDE`` px a side; returns the exit code."""
    import cv2

    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    capture = cv2.VideoCapture(film, cv2.CAP_FFMPEG)
    if not capture.isOpened():
        return 2
    while capture.grab():
        time = capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        is_complete, frame = capture.retrieve()
        if not is_complete:
            continue
        height, width = frame.shape[:2]
        if max(height, width) > MAX_SIDE:
            scale = MAX_SIDE / max(height, width)
            frame = cv2.resize(frame, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
            height, width = frame.shape[:2]
        pipe.write(HEADER.pack(time, width, height))
        pipe.write(np.ascontiguousarray(frame).tobytes())
    pipe.flush()
    return 0


if __name__ == "__main__":
    sys.exit(send_frames(sys.argv[1], sys.stdout.buffer))
