"""White balance and exposure of a picture, before the colours in it are named and its garments are embedded.

The colour of the light is estimated by shades of grey (Finlayson, Trezzi 2004: the Minkowski mean of each channel) over
what is nearly grey, and only as far as it is warm or cold as daylight and lamps are (the Planckian locus), so that a
painted wall is not taken for light. Of product photos on a plain white ground it is taken from that ground. Channels
are then scaled in linear light (von Kries), damped.
"""

import numpy as np
from PIL import Image

from vision.colours import to_linear
from vision.types import AnyArray, ByteArray, FloatArray

MINKOWSKI = 6
SIDE = 96
"""Pixels of the longer side that the light is estimated on."""
DAMPING = 0.6
"""Exponent of the estimated gains: 0 would leave the picture as it is, 1 would believe the estimate."""
MAX_GAIN = 1.35
"""A channel changes by at most this factor against the others, up or down."""
NEARLY_GREY = 0.3
"""Saturation (the channels' range over the largest, in linear light) at which a pixel's weight has fallen to 1/e."""
BRIGHT_PERCENTILE = 98
BRIGHT = 0.85
"""Linear light that the brightest parts of a well exposed picture reach."""
EXPOSURE_DAMPING, MAX_EXPOSURE = 0.5, 2.2
PLAIN_SPREAD, MIN_WHITE, MAX_WHITE_CAST = 0.05, 0.72, 0.08
"""A white ground: deviation of the edges' linear light, its least level, and the most by which channels differ."""


def light_gains(image: Image.Image) -> FloatArray:
    """Factors (3,) for linear RGB that take the light's colour and a dark exposure out of an RGB picture."""
    small = image.copy()
    small.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    linear = to_linear(np.asarray(small))
    ground = _white_ground(linear)
    cast = ground if ground is not None else _warmth(_shades_of_grey(linear.reshape(-1, 3))) ** DAMPING
    gains = (cast.mean() / np.maximum(cast, 1e-4)).clip(1 / MAX_GAIN, MAX_GAIN)
    return np.asarray(gains * _exposure(linear.reshape(-1, 3)), dtype=np.float32)


def balanced(image: Image.Image, gains: FloatArray | None = None) -> Image.Image:
    """The RGB picture as it would look in daylight, well exposed; ``gains`` of ``light_gains`` where known."""
    levels = to_linear(np.arange(256))
    tables = [_encoded(levels * gain) for gain in (light_gains(image) if gains is None else gains)]
    return image.point(np.concatenate(tables).tolist())


def _encoded(linear: FloatArray) -> ByteArray:
    """Linear light 0..1 → sRGB bytes (IEC 61966-2-1); what is brighter is white."""
    part = linear.clip(0, 1)
    levels = np.where(part <= 0.0031308, 12.92 * part, 1.055 * part ** (1 / 2.4) - 0.055)
    return np.asarray((255 * levels).round(), dtype=np.uint8)


def _shades_of_grey(pixels: FloatArray) -> AnyArray:
    """The light's colour (3,) by the Minkowski mean of pixels (n, 3); what is burnt out says nothing of it."""
    usable = pixels[pixels.max(axis=1) < 0.98]
    chosen = (usable if len(usable) else pixels).astype(np.float64)
    spread = np.ptp(chosen, axis=1) / np.maximum(chosen.max(axis=1), 1e-3)
    weights = np.exp(-((spread / NEARLY_GREY) ** 2)) + 1e-3
    found: AnyArray = np.average(chosen**MINKOWSKI, axis=0, weights=weights) ** (1 / MINKOWSKI) + 1e-4
    return np.asarray(found / found.mean())


def _warmth(cast: AnyArray) -> AnyArray:
    """The part of a cast (3,) by which it is warm or cold: red against blue. No light is green or magenta."""
    red, green, blue = np.log(cast)
    warm = (red - green - (blue - green)) / 2
    return np.asarray(np.exp([warm, 0.0, -warm]))


def _white_ground(linear: FloatArray) -> AnyArray | None:
    """The colour (3,) of a plain white ground along the upper and both side edges; ``None`` where there is none."""
    edge = np.concatenate([linear[0], linear[:, 0], linear[:, -1]])
    colour = np.median(edge, axis=0)
    is_plain = np.median(np.abs(edge - colour)) < PLAIN_SPREAD
    is_white = colour.min() >= MIN_WHITE and np.ptp(colour) <= MAX_WHITE_CAST
    return colour if is_plain and is_white else None


def _exposure(pixels: FloatArray) -> float:
    """A factor of at least 1 for a picture whose brightest parts are dark; damped."""
    bright = float(np.percentile(pixels.max(axis=1), BRIGHT_PERCENTILE))
    return float(np.clip((BRIGHT / max(bright, 1e-3)) ** EXPOSURE_DAMPING, 1.0, MAX_EXPOSURE))
