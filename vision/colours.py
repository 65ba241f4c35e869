"""Names the colours of cut-outs by the words that shops use."""

from collections.abc import Mapping
from functools import cache

import numpy as np
from PIL import Image

from vision.types import AnyArray, ByteArray, FloatArray

GROUND = (127, 127, 127)
"""sRGB of the neutral background of cut-outs; the bundled image tower leaves pixels of this colour out."""

# sRGB examples of each name; several, since a name covers light and dark shades.
SHADES: Mapping[str, tuple[str, ...]] = {
    "black": ("101012", "232326", "30303a"),
    "grey": ("55565a", "808285", "a8aaad", "c4c5c7"),
    "white": ("f6f6f4", "e6e6e6"),
    "beige": ("d9c8a9", "e8dcc4", "c8b08a"),
    "brown": ("5a3a22", "7b4f2c", "45301f", "8f6a48"),
    "red": ("c01824", "e03036", "8e1220", "a02c34"),
    "orange": ("e8682a", "f0883c", "d2541c", "ff7a50"),
    "yellow": ("f2cc30", "f6e05a", "d8b020"),
    "green": ("2f7a3c", "5aa050", "1e4a2a", "86b870", "4a5a30", "58c088"),
    "blue": ("2456b0", "4a80d0", "16305f", "7ab0e0", "1c2340", "386088", "5a7a9a"),
    "purple": ("6a3a96", "8c5cb8", "4a2460", "a888c8"),
    "pink": ("e86a9c", "f4a8c0", "d83a80", "f0c8d0"),
}
MAX_SAME_CLOTH = 16.0
"""``colour_distance`` up to which two patches may be of one cloth."""
SWATCH_SIDE = 64
NAMES = tuple(name for name, shades in SHADES.items() for _ in shades)


def to_linear(rgb: AnyArray) -> FloatArray:
    """sRGB bytes (…, 3) → linear light 0..1 (IEC 61966-2-1)."""
    part = np.asarray(rgb, dtype=np.float32) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4).astype(np.float32)


def lab(rgb: AnyArray) -> FloatArray:
    """sRGB bytes (…, 3) → CIELAB (CIE 15:2004, D65).

    The transfer function is applied here: OpenCV takes it from a table, which is up to 0.5 off.
    """
    return lab_of_linear(to_linear(rgb))


def lab_of_linear(linear: FloatArray) -> FloatArray:
    """Linear RGB (…, 3) in 0..1 → CIELAB."""
    import cv2

    if not linear.size:
        return linear
    found = cv2.cvtColor(np.ascontiguousarray(linear).reshape(1, -1, 3), cv2.COLOR_LRGB2Lab)
    return np.asarray(found, dtype=np.float32).reshape(linear.shape)


@cache
def _examples() -> FloatArray:
    """CIELAB (n, 3) of all shades, in the order of ``NAMES``."""
    return lab(np.array([list(bytes.fromhex(shade)) for shades in SHADES.values() for shade in shades]))


def colour_distance(first: ByteArray, second: ByteArray) -> float:
    """Distance of the mean colours of pixels (n, 3) and (m, 3): CIE76 with lightness, which folds change, at half."""
    weight = np.array([0.5, 1.0, 1.0], dtype=np.float32)
    return float(np.linalg.norm((_mean(first) - _mean(second)) * weight))


def _mean(pixels: ByteArray) -> FloatArray:
    """Mean CIELAB of pixels (n, 3); of a sample where there are many."""
    mean: FloatArray = lab(pixels[:: max(1, len(pixels) // 500)]).mean(axis=0)
    return mean


def swatch(cutout: Image.Image) -> Image.Image:
    """The cut-out at the size that colours are named at; its colours are those of the cut-out."""
    return cutout.resize((SWATCH_SIDE, SWATCH_SIDE), Image.Resampling.BOX)


def colour_shares(cutout: Image.Image) -> dict[str, float]:
    """Part of the garment's pixels that each colour name covers; empty where there is no garment."""
    small = np.asarray(swatch(cutout)).reshape(-1, 3)
    garment = small[np.abs(small.astype(int) - GROUND).max(axis=1) > 3]
    if not len(garment):
        return {}
    # Lightness varies with folds and light more than hue does, so it counts half.
    weight = np.array([0.5, 1.0, 1.0], dtype=np.float32)
    distance = np.linalg.norm((lab(garment)[:, None] - _examples()[None]) * weight, axis=-1)
    names = [NAMES[index] for index in distance.argmin(axis=1)]
    return {name: names.count(name) / len(names) for name in dict.fromkeys(names)}


def colour_of(cutout: Image.Image) -> str:
    """The name that covers most of the garment; ``""`` where there is none."""
    shares = colour_shares(cutout)
    return max(shares, key=lambda name: shares[name]) if shares else ""


def ciede2000(first: FloatArray, second: FloatArray) -> FloatArray:
    """ΔE00 (…) of CIELAB colours (…, 3), broadcast (CIE 142-2001, as written out by Sharma, Wu, Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = (np.moveaxis(np.asarray(one, dtype=np.float64), -1, 0) for one in (first, second))
    mean_chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    c1, c2 = np.hypot(stretch * a1, b1), np.hypot(stretch * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, stretch * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    is_grey = c1 * c2 == 0
    turn = np.where(is_grey, 0.0, (h2 - h1 + 180) % 360 - 180)
    hue = np.where(is_grey, h1 + h2, (h1 + turn / 2) % 360)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    tone = 1 - 0.17 * _cosine(hue - 30) + 0.24 * _cosine(2 * hue) + 0.32 * _cosine(3 * hue + 6)
    tone = tone - 0.20 * _cosine(4 * hue - 63)
    delta_l = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    delta_c = (c2 - c1) / (1 + 0.045 * chroma)
    delta_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * tone)
    angle = 30 * np.exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7)) * np.sin(np.radians(2 * angle))
    squared = delta_l**2 + delta_c**2 + delta_h**2 + rotation * delta_c * delta_h
    return np.asarray(np.sqrt(squared.clip(0)), dtype=np.float32)


def _cosine(degrees: AnyArray) -> AnyArray:
    return np.asarray(np.cos(np.radians(degrees)))
