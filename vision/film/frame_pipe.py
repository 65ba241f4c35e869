"""How frames go from the child process that decodes to the one that asked, and how large they are."""

import struct
from typing import IO, Any

import numpy as np
from av.video.reformatter import VideoReformatter

from vision.types import ByteArray

HEADER = struct.Struct("<dIIIB")
"""Time in seconds, width, height, channels, flags; then height × width × channels bytes."""
KEY, CUT, END = 1, 2, 4
"""Flags: a key frame; the first frame of a shot; nothing more of what was asked for."""
STEP = 0.2
"""Seconds between small frames; key frames and cuts come besides."""
SMALL_SIDE, MAX_SIDE = 320, 1280
"""Longest side of small and of large frames, in pixels."""
_scaler = VideoReformatter()
"""Keeps its tables from frame to frame; ``frame.reformat`` makes them anew for each."""


def send(pipe: IO[bytes], time: float, pixels: ByteArray, flags: int) -> None:
    """Write a frame: RGB (h, w, 3) or grey (h, w)."""
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    pipe.write(HEADER.pack(time, pixels.shape[1], pixels.shape[0], channels, flags))
    pipe.write(np.ascontiguousarray(pixels).tobytes())


def send_end(pipe: IO[bytes]) -> None:
    """Say that nothing more comes of what was asked for."""
    pipe.write(HEADER.pack(0.0, 0, 0, 1, END))
    pipe.flush()


def small_planes(frame: Any) -> ByteArray:
    """The planes (3h/2, w) of a decoded frame as a small YUV 4:2:0 picture."""
    width, height = small_size(frame.width, frame.height, SMALL_SIDE)
    small = _scaler.reformat(frame, width, height, "yuv420p", interpolation="FAST_BILINEAR", threads=1)
    return np.asarray(small.to_ndarray(), dtype=np.uint8)


def small_size(width: int, height: int, longest: int) -> tuple[int, int]:
    """Even sides of a picture whose longer side is at most ``longest``."""
    scale = min(1.0, longest / max(width, height))
    return max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))
