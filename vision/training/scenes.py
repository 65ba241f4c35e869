"""Training pictures for the parser: people at any size and place, several at a time, and places without people."""

import cv2
import numpy as np

from vision.language.categories import PARTS
from vision.training.people import Labelled
from vision.types import ByteArray, FloatArray

Rng = np.random.Generator
CLOSE = (2.2, 5.0)
"""Times that the longer side of a close-up's photo is as long as the frame."""


def jittered(photo: ByteArray, rng: Rng) -> ByteArray:
    """Light and contrast change, a little colour cast; hue stays what it is."""
    gain = rng.uniform(0.65, 1.3) * rng.uniform(0.93, 1.07, size=3)
    shift = rng.uniform(-22, 22)
    changed = np.clip(photo.astype(np.float32) * gain + shift, 0, 255).astype(np.uint8)
    if rng.random() < 0.25:
        size = 2 * int(rng.integers(1, 3)) + 1
        changed = cv2.GaussianBlur(changed, (size, size), 0)
    return changed


def scaled(sample: Labelled, factor: float, stretch: float) -> Labelled:
    """The sample at another size."""
    height, width = sample.parts.shape
    size = max(8, round(width * factor * stretch)), max(8, round(height * factor))
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    parts = cv2.resize(sample.parts, size, interpolation=cv2.INTER_NEAREST)
    return Labelled(cv2.resize(sample.photo, size, interpolation=way), parts)


def empty_ground(sample: Labelled, size: int, rng: Rng) -> ByteArray:
    """A ground without people: a strip of a photo's edge stretched and blurred, or one colour."""
    if rng.random() < 0.4:  # a studio's: white as often as any other colour
        colour = rng.integers(225, 256) if rng.random() < 0.5 else rng.integers(0, 256, size=3)
        return np.full((size, size, 3), colour, dtype=np.uint8)
    strip = sample.photo[:, : max(8, sample.photo.shape[1] // 8)]
    return np.asarray(cv2.GaussianBlur(cv2.resize(strip, (size, size)), (9, 9), 0), dtype=np.uint8)


def placed(length: int, size: int, rng: Rng) -> int:
    """Where a side of that length begins in a frame: a third of the shorter of the two may be outside at each end."""
    outside, room = min(length, size) // 3, size - length
    return int(rng.integers(min(0, room) - outside, max(0, room) + outside + 1))


def paste(
    photo: ByteArray, parts: ByteArray, sample: Labelled, rng: Rng, *, cut: bool, corner: tuple[int, int] | None = None
) -> None:
    """Put a sample at a random place or with its left upper corner at one (x, y); ``cut`` leaves its ground behind."""
    size = parts.shape[0]
    height, width = sample.parts.shape
    left, top = corner or (placed(width, size, rng), placed(height, size, rng))
    inner = slice(max(0, -top), min(height, size - top)), slice(max(0, -left), min(width, size - left))
    outer = slice(max(0, top), min(size, top + height)), slice(max(0, left), min(size, left + width))
    new_photo, new_parts = sample.photo[inner], sample.parts[inner]
    where = new_parts > 0 if cut else np.ones_like(new_parts, dtype=bool)
    photo[outer][where] = new_photo[where]
    parts[outer][where] = new_parts[where]


def one_person(sample: Labelled, size: int, rng: Rng) -> Labelled:
    """One photo, zoomed anywhere between the whole figure and a close view."""
    factor = size / max(sample.parts.shape) * float(np.exp(rng.uniform(np.log(0.7), np.log(2.2))))
    big = scaled(sample, factor, rng.uniform(0.85, 1.18))
    photo, parts = empty_ground(sample, size, rng), np.zeros((size, size), dtype=np.uint8)
    paste(photo, parts, big, rng, cut=rng.random() < 0.25)
    return Labelled(photo, parts)


def close_up(sample: Labelled, size: int, rng: Rng) -> Labelled:
    """A garment of one photo so near that it fills the frame or reaches out of it, as shops show details."""
    factor = size / max(sample.parts.shape) * float(np.exp(rng.uniform(*np.log(CLOSE))))
    big = scaled(sample, factor, rng.uniform(0.9, 1.1))
    photo, parts = empty_ground(sample, size, rng), np.zeros((size, size), dtype=np.uint8)
    rows, columns = np.nonzero((big.parts > 0) & (big.parts < PARTS.index("hair")))
    if not len(rows):
        return one_person(sample, size, rng)
    middle = int(rng.integers(len(rows)))
    away = rng.integers(size // 4, size - size // 4, size=2)
    paste(photo, parts, big, rng, cut=False, corner=(int(away[0] - columns[middle]), int(away[1] - rows[middle])))
    return Labelled(photo, parts)


def several_people(samples: list[Labelled], size: int, rng: Rng) -> Labelled:
    """Two to four people of other sizes on one ground."""
    first = samples[int(rng.integers(len(samples)))]
    photo, parts = empty_ground(first, size, rng), np.zeros((size, size), dtype=np.uint8)
    for _ in range(int(rng.integers(2, 5))):
        sample = samples[int(rng.integers(len(samples)))]
        factor = size / max(sample.parts.shape) * rng.uniform(0.35, 1.0)
        paste(photo, parts, scaled(sample, factor, 1.0), rng, cut=rng.random() < 0.5)
    return Labelled(photo, parts)


def scene(samples: list[Labelled], size: int, rng: Rng, shares: FloatArray | None) -> Labelled:
    """One square training picture (size, size); ``shares`` say how often each sample is the one shown."""
    chance = rng.random()
    if chance < 0.05:
        sample = samples[int(rng.integers(len(samples)))]
        made = Labelled(empty_ground(sample, size, rng), np.zeros((size, size), dtype=np.uint8))
    elif chance < 0.27:
        made = several_people(samples, size, rng)
    elif chance < 0.45:
        made = close_up(samples[int(rng.choice(len(samples), p=shares))], size, rng)
    else:
        made = one_person(samples[int(rng.choice(len(samples), p=shares))], size, rng)
    photo, parts = jittered(made.photo, rng), made.parts
    if rng.random() < 0.5:
        photo, parts = photo[:, ::-1], parts[:, ::-1]
    return Labelled(np.ascontiguousarray(photo), np.ascontiguousarray(parts))
