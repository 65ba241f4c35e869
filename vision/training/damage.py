"""Pictures as films show them: far away, moving, grainy, compressed, in dim and in coloured light.

Each kind of damage is a function of an RGB picture (h, w, 3) of bytes and a random generator; pixels of the neutral
ground stay what they are, as those of a cut-out do.
"""

from collections.abc import Callable, Mapping

import cv2
import numpy as np

from vision.colours import GROUND
from vision.types import AnyArray, ByteArray

Rng = np.random.Generator
Damage = Callable[[ByteArray, Rng], ByteArray]
FAR_SIDE = 40
"""Pixels a side of a garment that is far away."""
MOVED = 9
"""Pixels by which a garment moves while a frame is exposed, of 192."""
GRAIN = 18.0
JPEG_QUALITY = 12
DIM = 0.35
WARM, COLD = (1.0, 0.84, 0.62), (0.74, 0.88, 1.0)


def far(picture: ByteArray, rng: Rng) -> ByteArray:
    """Seen from so far that few pixels are left."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (FAR_SIDE, FAR_SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def moving(picture: ByteArray, rng: Rng) -> ByteArray:
    """Blurred along a random direction."""
    kernel = np.zeros((MOVED, MOVED), dtype=np.float32)
    kernel[MOVED // 2] = 1 / MOVED
    turn = cv2.getRotationMatrix2D((MOVED / 2 - 0.5, MOVED / 2 - 0.5), float(rng.uniform(0, 180)), 1.0)
    turned = cv2.warpAffine(kernel, turn, (MOVED, MOVED))
    return np.asarray(cv2.filter2D(picture, -1, turned / turned.sum()), dtype=np.uint8)


def grainy(picture: ByteArray, rng: Rng) -> ByteArray:
    """With the noise of a sensitive sensor."""
    return _bytes(picture + rng.normal(0, GRAIN, picture.shape))


def compressed(picture: ByteArray, rng: Rng) -> ByteArray:
    """With the blocks of a low bit rate (JPEG's, which video codecs' resemble)."""
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), dtype=np.uint8)[..., ::-1]


def dim(picture: ByteArray, rng: Rng) -> ByteArray:
    """In little light."""
    return _bytes(picture * DIM)


def warm(picture: ByteArray, rng: Rng) -> ByteArray:
    """In a lamp's light."""
    return _bytes(picture * np.array(WARM))


def cold(picture: ByteArray, rng: Rng) -> ByteArray:
    """In the shade of a blue sky."""
    return _bytes(picture * np.array(COLD))


KINDS: Mapping[str, Damage] = {
    "far": far, "moving": moving, "grainy": grainy, "compressed": compressed, "dim": dim, "warm": warm, "cold": cold,
}  # fmt: skip


def damaged(picture: ByteArray, kind: str, rng: Rng) -> ByteArray:
    """A cut-out (h, w, 3) with one kind of damage to the garment; the neutral ground is left alone."""
    ground = np.abs(picture.astype(np.int16) - GROUND).max(axis=2) <= 3
    changed = KINDS[kind](picture, rng).copy()
    changed[ground] = GROUND
    return changed


def _bytes(values: AnyArray) -> ByteArray:
    return np.asarray(values.clip(0, 255).round(), dtype=np.uint8)
