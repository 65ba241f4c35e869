"""Frames of a film: its small key frames, the small frames between some of them, and large key frames.

A child process decodes (``vision.film.decoder``) and writes frames to a pipe, so that decoding goes on while models
run, and a decoder that crashes, hangs or eats memory takes nothing with it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import numpy as np
from django.utils.translation import gettext

from trendflix.core.errors import UserError
from vision.film.frame_pipe import CUT, END, HEADER, KEY
from vision.types import ByteArray, Glance

STALL_SECONDS = 120
HOME = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame and its time in seconds: RGB bytes (h, w, 3), or grey ones (h, w) where it is no key frame."""

    time: float
    pixels: ByteArray
    is_key: bool = True
    is_cut: bool = False
    """Whether a shot begins with it."""
    is_end: bool = False
    """Whether it is no frame, but the end of what was asked for."""
    glance: Glance | None = None
    """What a first look found, of a key frame that had one."""


class Film(Protocol):
    """What an analysis asks of a film."""

    def key_frames(self) -> Iterator[Sample]:
        """The small key frames of the whole film in order, in colour."""

    def between(self, after: float, until: float) -> Iterator[Sample]:
        """Small frames after the key frame at ``after``, up to the one at ``until``; grey, in order from call to call.

        At least one comes each ``vision.film.frame_pipe.STEP``, and every first frame of a shot.
        """

    def large(self, times: Sequence[float]) -> list[Sample]:
        """The large key frames (h, w, 3) shown at some times, which come in order from call to call."""


class DecodedFilm:
    """A film whose frames child processes decode, of its smallest rendition and of the one to look at closely.

    A context manager, which ends them. Raises ``UserError`` where a frame cannot be decoded.
    """

    def __init__(self, small: Path, large: Path) -> None:
        self._small, self._large = small, large
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "DecodedFilm":
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children.values():
            _end(child)
        self._children = {}

    def key_frames(self) -> Iterator[Sample]:
        """The small key frames of the whole film, in order."""
        with _decoding("keys", self._small) as child:
            assert child.stdout is not None  # noqa: S101 - a pipe
            while (sample := _receive(child.stdout)) is not None:
                yield sample
            if code := child.wait(STALL_SECONDS):
                raise _undecodable(self._small, code)

    def between(self, after: float, until: float) -> Iterator[Sample]:
        """Small frames after one key frame, up to another."""
        child = self._asked("runs", self._small, f"{after:.6f} {until:.6f}\n")
        while not (sample := self._answer(child, self._small)).is_end:
            yield sample

    def large(self, times: Sequence[float]) -> list[Sample]:
        """The large key frames shown at some times."""
        asked = (self._asked("fetch", self._large, f"{time:.6f}\n") for time in times)
        return [self._answer(child, self._large) for child in asked]

    def _asked(self, work: str, film: Path, line: str) -> "subprocess.Popen[bytes]":
        """The child process that does some work, started where it is not there, after a line was written to it."""
        child = self._children.get(work) or self._children.setdefault(work, _start(work, film))
        assert child.stdin is not None  # noqa: S101 - a pipe
        with suppress(BrokenPipeError):
            child.stdin.write(line.encode())
            child.stdin.flush()
        return child

    def _answer(self, child: "subprocess.Popen[bytes]", film: Path) -> Sample:
        assert child.stdout is not None  # noqa: S101 - a pipe
        sample = _receive(child.stdout)
        if sample is None:
            raise _undecodable(film, child.wait(STALL_SECONDS))
        return sample


@contextmanager
def _decoding(work: str, film: Path) -> Iterator[subprocess.Popen[bytes]]:
    child = _start(work, film)
    try:
        yield child
    finally:
        _end(child)


def _start(work: str, film: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own module, an argument list, no shell
        [sys.executable, "-m", "vision.film.decoder", work, str(film)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOME,
        start_new_session=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )


def _end(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
    child.wait()


def _undecodable(film: Path, code: int) -> UserError:
    return UserError(
        gettext("%(name)s: its frames cannot be decoded (decoder ended with %(code)s).")
        % {"name": film.name, "code": code}
    )


def _receive(pipe: IO[bytes]) -> Sample | None:
    header = pipe.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    time, width, height, channels, flags = HEADER.unpack(header)
    data = pipe.read(width * height * channels)
    if len(data) < width * height * channels:
        return None
    pixels = np.frombuffer(data, dtype=np.uint8).reshape(height, width, channels)
    shown = pixels if channels > 1 else pixels[:, :, 0]
    return Sample(time, shown, bool(flags & KEY), bool(flags & CUT), bool(flags & END))
