"""Frames of a film: small ones of all of it, and the large key frames that somebody asks for.

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
from vision.film.decoder import CUT, HEADER, KEY
from vision.types import ByteArray

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


class Film(Protocol):
    """What an analysis asks of a film."""

    def small(self) -> Iterator[Sample]:
        """Small frames of the whole film in order, at least one each ``vision.film.decoder.STEP`` and key frame."""

    def large(self, times: Sequence[float]) -> list[Sample]:
        """The large key frames (h, w, 3) shown at some times, which come in order from call to call."""


class DecodedFilm:
    """A film whose frames two child processes decode, of its smallest rendition and of the one to look at closely.

    A context manager, which ends them. Raises ``UserError`` where a frame cannot be decoded.
    """

    def __init__(self, small: Path, large: Path) -> None:
        self._small, self._large = small, large
        self._fetcher: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "DecodedFilm":
        return self

    def __exit__(self, *_: object) -> None:
        if self._fetcher is not None:
            _end(self._fetcher)
            self._fetcher = None

    def small(self) -> Iterator[Sample]:
        """Small frames of the whole film, in order."""
        with _decoding("scan", self._small) as child:
            assert child.stdout is not None  # noqa: S101 - a pipe
            while (sample := _receive(child.stdout)) is not None:
                yield sample
            if code := child.wait(STALL_SECONDS):
                raise _undecodable(self._small, code)

    def large(self, times: Sequence[float]) -> list[Sample]:
        """The large key frames shown at some times."""
        if self._fetcher is None:
            self._fetcher = _start("fetch", self._large)
        return [self._fetched(self._fetcher, time) for time in times]

    def _fetched(self, child: "subprocess.Popen[bytes]", time: float) -> Sample:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101 - pipes
        with suppress(BrokenPipeError):
            child.stdin.write(f"{time:.6f}\n".encode())
            child.stdin.flush()
        sample = _receive(child.stdout)
        if sample is None:
            raise _undecodable(self._large, child.wait(STALL_SECONDS))
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
    return Sample(time, pixels if channels > 1 else pixels[:, :, 0], bool(flags & KEY), bool(flags & CUT))
