"""Training frames for the network that tells where somebody is: people near and far, and pictures without any."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np

from vision.nets.presence import CELL
from vision.training import people
from vision.training.dataset import drawn_people, shares_of
from vision.training.people import HELD_OUT_EVERY, Labelled
from vision.training.scenes import Rng, jittered, scene
from vision.types import ByteArray, FloatArray

HEIGHT, WIDTH = 112, 208
PHOTO_SIDE = 420
"""Pixels of the longer side that photos are kept at."""
SCENE_SIDE = 256
Frame = tuple[ByteArray, FloatArray]
"""A frame (HEIGHT, WIDTH, 3), and the part of each cell that people cover."""


def photos_of(data: Path, *, held_out: bool) -> list[Labelled]:
    """The labelled street photos, small."""
    found = []
    for photo in people.load(data / "ccp", held_out=held_out):
        scale = PHOTO_SIDE / max(photo.parts.shape)
        size = round(photo.parts.shape[1] * scale), round(photo.parts.shape[0] * scale)
        parts = cv2.resize(photo.parts, size, interpolation=cv2.INTER_NEAREST)
        found.append(Labelled(np.asarray(cv2.resize(photo.photo, size, interpolation=cv2.INTER_AREA)), parts))
    return found


def frames(data: Path, rng: Rng, *, held_out: bool) -> Iterator[Frame]:
    """Frames without end: half of them scenes with people, the rest far people, flat garments and empty grounds."""
    photos = photos_of(data, held_out=held_out)
    shares, drawn = shares_of(photos), drawn_people(rng)
    flat = sorted((data / "flatlay" / "images").glob("*.jpg"))
    kinds: list[tuple[float, Callable[[], Frame | None]]] = [
        (0.42, lambda: of_scene(scene(photos, SCENE_SIDE, rng, shares), rng)),
        (0.52, lambda: of_scene(scene([next(drawn)], SCENE_SIDE, rng, None), rng)),
        (0.67, lambda: flat_garment(flat, rng, held_out=held_out)),
        (0.83, lambda: empty_part(photos, rng)),
        (1.00, lambda: far_people(photos, rng)),
    ]
    while True:
        chance = rng.random()
        made = next(make for below, make in kinds if chance < below)()
        if made is not None:
            yield made


def of_scene(sample: Labelled, rng: Rng) -> Frame:
    """A strip of a square scene."""
    high = round(sample.photo.shape[0] * HEIGHT / WIDTH)
    top = int(rng.integers(0, sample.photo.shape[0] - high + 1))
    covered = (sample.parts[top : top + high] > 0).astype(np.float32)
    return resized(sample.photo[top : top + high]), cells(resized(covered))


def flat_garment(files: Sequence[Path], rng: Rng, *, held_out: bool) -> Frame:
    """A part of a photo of a garment that nobody wears; every fifth photo is held out."""
    group = int(rng.integers(len(files) // HELD_OUT_EVERY)) * HELD_OUT_EVERY
    file = files[group + (0 if held_out else int(rng.integers(1, HELD_OUT_EVERY)))]
    photo = np.asarray(cv2.imread(str(file)))[:, :, ::-1]
    wide = int(photo.shape[1] * rng.uniform(0.5, 1))
    high = min(photo.shape[0], int(wide * HEIGHT / WIDTH))
    left, top = int(rng.integers(0, photo.shape[1] - wide + 1)), int(rng.integers(0, photo.shape[0] - high + 1))
    return jittered(resized(np.ascontiguousarray(photo[top : top + high, left : left + wide])), rng), nobody()


def empty_part(photos: Sequence[Labelled], rng: Rng, tries: int = 30) -> Frame | None:
    """A part at the side of a street photo that shows nobody, or nothing where none was hit upon."""
    for _ in range(tries):
        sample = photos[int(rng.integers(len(photos)))]
        height, width = sample.parts.shape
        wide = int(rng.uniform(0.25, 0.6) * width)
        high = int(wide * HEIGHT / WIDTH)
        left, top = int(rng.choice([0, width - wide])), int(rng.integers(0, max(1, height - high)))
        where = slice(top, top + high), slice(left, left + wide)
        if not sample.parts[where].any():
            photo = cv2.resize(np.ascontiguousarray(sample.photo[where]), (WIDTH, HEIGHT))
            return jittered(np.asarray(photo), rng), nobody()
    return None


def far_people(photos: Sequence[Labelled], rng: Rng) -> Frame | None:
    """A scene that is small in an empty picture, cut out or as a picture in the picture."""
    ground = empty_part(photos, rng)
    if ground is None:
        return None
    sample = scene(list(photos), SCENE_SIDE, rng, None)
    side = int(HEIGHT * rng.uniform(0.25, 0.6) * 1.2)
    photo = np.asarray(cv2.resize(sample.photo, (side, side), interpolation=cv2.INTER_AREA))
    covered = cv2.resize((sample.parts > 0).astype(np.float32), (side, side), interpolation=cv2.INTER_AREA)
    left, top = int(rng.integers(0, WIDTH - side + 1)), int(rng.integers(0, HEIGHT - side + 1))
    picture, all_covered = ground[0].copy(), np.zeros((HEIGHT, WIDTH), np.float32)
    where = slice(top, top + side), slice(left, left + side)
    share = cv2.GaussianBlur(covered, (3, 3), 0)[:, :, None] if rng.random() < 0.5 else 1.0
    picture[where] = (share * photo + (1 - share) * picture[where]).astype(np.uint8)
    all_covered[where] = covered
    return picture, cells(all_covered)


def resized(picture: ByteArray | FloatArray) -> ByteArray:
    """At the size of a frame."""
    return np.asarray(cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA))


def cells(covered: FloatArray | ByteArray) -> FloatArray:
    """The part of each cell that is covered."""
    return np.asarray(cv2.resize(covered, (WIDTH // CELL, HEIGHT // CELL), interpolation=cv2.INTER_AREA))


def nobody() -> FloatArray:
    """Cells of a picture without people."""
    return np.zeros((HEIGHT // CELL, WIDTH // CELL), dtype=np.float32)
