"""Key frames of a film, without decoding the frames between.

OpenCV's FFmpeg backend takes ``avdiscard;nonkey`` from the environment when a capture opens, and then holds it for the
whole process; so a child process decodes (``vision.film.decoder``) and writes frames to a pipe. That also
keeps a decoder that crashes, hangs or eats memory out of the worker.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from trendflix.core.errors import UserError
from vision.film.decoder import HEADER
from vision.types import ByteArray

STALL_SECONDS = 120
HOME = Path(__file__).resolve().parent.parent.parent
OPTIONS = "avdiscard;nonkey|protocol_whitelist;file"


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame (h, w, 3), RGB bytes, and its time in seconds."""

    time: float
    pixels: ByteArray


def key_frames(film: Path) -> Iterator[Sample]:
    """Key frames in order, as ``vision.film.decoder`` sends them. Raises ``UserError`` where none can be decoded."""
    command = [sys.executable, "-m", "vision.film.decoder", str(film)]
    environment = {**os.environ, "OPENCV_FFMPEG_CAPTURE_OPTIONS": OPTIONS, "OPENCV_LOG_LEVEL": "ERROR"}
    child = subprocess.Popen(  # noqa: S603 - our own module, an argument list, no shell
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd=HOME, start_new_session=True
    )
    count = 0
    try:
        assert child.stdout is not None  # noqa: S101 - a pipe
        while (sample := _receive(child.stdout)) is not None:
            count += 1
            yield sample
        code = child.wait(STALL_SECONDS)
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    if code != 0 or not count:
        raise UserError(f"{film.name}: its frames cannot be decoded (decoder ended with {code}).")


def _receive(pipe: IO[bytes]) -> Sample | None:
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    time, width, height = HEADER.unpack(header)
    data = pipe.read(width * height * 3)
    if len(data) < width * height * 3:
        return None
    pixels = np.frombuffer(data, dtype=np.uint8).reshape(height, width, 3)[:, :, ::-1]
    return Sample(time, np.ascontiguousarray(pixels))
