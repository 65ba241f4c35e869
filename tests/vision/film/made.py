"""Films of a few frames in memory, in the place of decoded ones."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from vision.film.gate import grey
from vision.film.sampler import Sample
from vision.types import ByteArray

RED, GREEN = (220, 20, 20), (20, 200, 20)


def textured(height: int, width: int, seed: int = 0) -> ByteArray:
    """Grey noise, which has points that can be followed."""
    return np.random.default_rng(seed).integers(60, 120, (height, width), dtype=np.uint8)


def frame(*things: tuple[tuple[int, int, int], int], ground: int = 0) -> ByteArray:
    """A frame (180, 320, 3) with rectangles, (colour, left), that have a pattern; ``ground`` names another scene."""
    pixels = np.repeat(textured(180, 320, 100 + ground)[:, :, None] // 4 + 60, 3, axis=2)
    for number, (colour, left) in enumerate(things):
        pattern = textured(80, 60, number).astype(int) // 3 - 30
        pixels[40:120, left : left + 60] = np.clip(np.array(colour) + pattern[:, :, None], 0, 255)
    return pixels.astype(np.uint8)


class MadeFilm:
    """Satisfies ``vision.film.sampler.Film``: key frames, and grey ones between that repeat them."""

    def __init__(self, *pictures: tuple[float, ByteArray], cuts: Sequence[float] = (), step: float = 0.5) -> None:
        self.pictures, self.cuts, self.step = list(pictures), set(cuts), step
        self.asked: list[float] = []
        self.runs: list[tuple[float, float]] = []

    def key_frames(self) -> Iterator[Sample]:
        """The pictures in colour."""
        for number, (time, pixels) in enumerate(self.pictures):
            yield Sample(time, pixels, is_cut=number == 0 or time in self.cuts)

    def between(self, after: float, until: float) -> Iterator[Sample]:
        """Grey ones each ``step`` seconds, like the picture before, and the next picture."""
        self.runs.append((after, until))
        pictures = dict(self.pictures)
        for time in np.arange(after + self.step, min(until, self.pictures[-1][0] + 2) - 1e-6, self.step):
            yield Sample(float(time), grey(pictures[after]), is_key=False)
        if until in pictures:
            yield Sample(until, grey(pictures[until]), is_cut=until in self.cuts)

    def large(self, times: Sequence[float]) -> list[Sample]:
        """The pictures at these times, which are noted."""
        self.asked += times
        return [Sample(time, dict(self.pictures)[time]) for time in times]

    def is_in_order(self) -> bool:
        """Whether the pictures were asked for in order of time."""
        return all(first < second for first, second in pairwise(self.asked))
