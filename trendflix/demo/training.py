"""Drawn frames with a label for every pixel, for the garment parser to learn our hand from."""

from collections.abc import Iterator

import numpy as np

from trendflix.demo.canvas import Bytes, Cutout, Floats, over
from trendflix.demo.figure import Pose
from trendflix.demo.garments import CUTS, PATTERNS, Garment
from trendflix.demo.people import BROAD, SOLE, STYLES, TALL, Person, draw
from trendflix.demo.sets import SETS

SIDE_WAYS = (640, 360)
OUTFITS = (("tee", "trousers"), ("tee", "shorts"), ("sweater", "skirt"), ("sweater", "trousers"), ("dress",),
           ("tee", "trousers", "jacket"), ("tee", "skirt", "jacket"), ("tee", "skirt"), ("sweater", "shorts"),
           ("dress", "jacket"))  # fmt: skip


def training_frames(seed: int, count: int) -> Iterator[tuple[Bytes, Bytes]]:
    """``count`` pairs of RGB (h, w, 3) and labels (h, w), indices into ``vision.language.categories.PARTS``."""
    rng = np.random.default_rng(seed)
    grounds = [paint() for paint in SETS.values()]
    for _ in range(count):
        yield _frame(rng, grounds[int(rng.integers(len(grounds)))])


def _frame(rng: np.random.Generator, ground: Floats) -> tuple[Bytes, Bytes]:
    width, height = SIDE_WAYS
    top, left = rng.integers(0, ground.shape[0] - height), rng.integers(0, ground.shape[1] - width)
    picture = np.clip(ground[top : top + height, left : left + width], 0, 255).astype(np.float32)
    picture = picture * rng.uniform(0.6, 1.3)
    labels = np.zeros((height, width), dtype=np.uint8)
    for _ in range(int(rng.integers(0, 4))):
        tall = int(height * rng.uniform(0.55, 1.7))
        drawn = draw(person(rng), pose(rng), tall)
        x = int(rng.uniform(0.1, 0.9) * width - BROAD * tall / 2)
        y = int(rng.uniform(0.9, 1.15) * height - (TALL - SOLE) * tall + max(0, tall - height))
        over(picture, Cutout.of(drawn.rgba), x, y)
        _stamp(labels, drawn.labels, x, y)
    return np.clip(picture, 0, 255).astype(np.uint8), labels


def _stamp(labels: Bytes, drawn: Bytes, left: int, top: int) -> None:
    height, width = labels.shape
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + drawn.shape[1]), min(height, top + drawn.shape[0])
    if x0 < x1 and y0 < y1:
        part = drawn[y0 - top : y1 - top, x0 - left : x1 - left]
        labels[y0:y1, x0:x1] = np.where(part > 0, part, labels[y0:y1, x0:x1])


def pose(rng: np.random.Generator) -> Pose:
    """Any pose that our figures can take."""
    return Pose(
        left_arm=rng.uniform(4, 40),
        right_arm=rng.uniform(4, 40),
        left_elbow=rng.uniform(0, 40),
        right_elbow=rng.uniform(0, 40),
        left_leg=rng.uniform(0, 14),
        right_leg=rng.uniform(0, 14),
        lean=rng.uniform(-0.02, 0.02),
        breadth=rng.uniform(0.9, 1.1),
    )


def person(rng: np.random.Generator) -> Person:
    """Anybody, in anything."""
    cuts = list(OUTFITS[int(rng.integers(len(OUTFITS)))])
    cuts += [
        cut for cut, chance in (("shoes", 0.9), ("bag", 0.3), ("beanie", 0.3), ("scarf", 0.2)) if rng.random() < chance
    ]
    tone = rng.uniform(0.45, 1.0)
    skin = int(244 * tone), int(204 * tone), int(176 * tone)
    return Person(skin, colour(rng, 30, 200), str(rng.choice(STYLES)), tuple(garment(rng, cut) for cut in cuts))


def garment(rng: np.random.Generator, cut: str) -> Garment:
    """Any garment of a cut."""
    pattern = str(rng.choice(PATTERNS)) if rng.random() < 0.4 and cut in CUTS else "plain"
    return Garment(cut, colour(rng, 20, 245), colour(rng, 20, 245), pattern)


def colour(rng: np.random.Generator, low: int, high: int) -> tuple[int, int, int]:
    """Any colour."""
    red, green, blue = rng.integers(low, high, 3)
    return int(red), int(green), int(blue)
