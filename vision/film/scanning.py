"""Which frames of a film are decoded: its key frames, and all between two of them where one shows somebody."""

import math
from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image

from vision.film.gate import MIN_PRESENCE, THUMBNAIL
from vision.film.sampler import Film, Sample
from vision.protocols import GarmentParser
from vision.types import FloatArray, Glance

BEGINNING = -1.0
EARLY = 1e-3
MAX_SAME_CELL = 8.0
"""Difference in levels of a colour, of any cell of two thumbnails, below which nobody has come into the picture."""


class Watch:
    """Glances at key frames, in order, but for those that look like one just seen with nobody in it."""

    def __init__(self, parser: GarmentParser) -> None:
        self._parser = parser
        self._empty: FloatArray | None = None
        """The thumbnail of the last frame that was glanced at, if nobody was in it."""
        self._dismissed = 0.0
        """What seemed to be somebody in this shot, and was not."""

    def glanced(self, key: Sample) -> Sample:
        """The key frame with what a glance found."""
        seen = cv2.resize(key.pixels, THUMBNAIL, interpolation=cv2.INTER_AREA).astype(np.float32)
        if self._empty is not None and float(np.abs(seen - self._empty).max()) < MAX_SAME_CELL:
            return replace(key, glance=Glance(0.0))
        dismissed = 0.0 if key.is_cut else self._dismissed
        glance = self._parser.glance([Image.fromarray(key.pixels)], dismissed=dismissed)[0]
        self._dismissed = glance.dismissed
        self._empty = seen if glance.share < MIN_PRESENCE else None
        return replace(key, glance=glance)


def scanned(film: Film, parser: GarmentParser, start: float = BEGINNING) -> Iterator[Sample]:
    """Small frames of a film in order: key frames with their glance, others only beside those that show somebody.

    ``start``: seconds from which on they are given.
    """
    watch = Watch(parser)
    keys = map(watch.glanced, _from_last_before(film.key_frames(), start))
    return (sample for sample in _with_those_between(film, keys) if sample.time > start - EARLY)


def _from_last_before(keys: Iterator[Sample], start: float) -> Iterator[Sample]:
    """Key frames from the one on in whose stretch a time lies."""
    last: Sample | None = None
    for key in keys:
        if key.time > start + EARLY and last is not None:
            yield last
            last = None
        if key.time > start + EARLY:
            yield key
        else:
            last = key
    if last is not None:
        yield last


def _with_those_between(film: Film, keys: Iterator[Sample]) -> Iterator[Sample]:
    before: Sample | None = None
    for key in keys:
        if before is None or not (is_busy(before) or is_busy(key)):
            yield key
        else:
            yield from _with_key(film.between(before.time, key.time), key)
        before = key
    if before is not None and is_busy(before):
        yield from film.between(before.time, math.inf)


def is_busy(key: Sample) -> bool:
    """Whether somebody is in a key frame."""
    return key.glance is not None and key.glance.share >= MIN_PRESENCE


def _with_key(samples: Iterator[Sample], key: Sample) -> Iterator[Sample]:
    """The samples; the last of them, the key frame itself, in colour and with its glance."""
    for sample in samples:
        yield replace(key, is_cut=sample.is_cut) if sample.is_key else sample
