"""Measures the colours of a garment: a few CIELAB colours with their shares, from its own pixels.

The mask's edge (another garment, skin, the ground shine through), highlights and deep shadow are left out, and the
picture's light is balanced first. A palette is small enough to be stored with every picture; names and queries are
compared with it later, so a new colour word needs no picture looked at again.
"""

from dataclasses import replace

import numpy as np
from PIL import Image

from vision.colours import lab_of_linear, to_linear
from vision.images.cutouts import mask_in
from vision.images.white_balance import light_gains
from vision.language.colour_names import Palette, PaletteColour
from vision.types import AnyArray, BoolArray, FloatArray, Region

MAX_SIDE = 96
"""Pixels of the longer side of the crop that colours are measured on."""
EROSION = 0.03
"""Part of the crop's longer side that is left out along the mask's edge."""
MIN_LEFT = 0.3
"""Part of the mask that must remain after erosion; narrow garments are eroded less."""
SHADOW, HIGHLIGHT = 15.0, 97.0
"""Percentiles of lightness outside of which pixels are left out."""
RADIUS = 9.0
"""Distance within which pixels are of one colour of the palette: CIELAB, lightness at ``LIGHTNESS_WEIGHT``, chroma
compressed as in CIE94, since a little colour tells greys apart and much tells no reds apart."""
LIGHTNESS_WEIGHT = 0.35
CHROMA_COMPRESSION = 0.045
BIN = 5.0
MAX_COLOURS = 4
MIN_SHARE = 0.08
MIN_BESIDE_SKIN = 0.3
"""Part of the garment in other colours from which a colour like skin is taken for skin."""


def palette_of(image: Image.Image, region: Region, gains: FloatArray | None = None) -> Palette:
    """The colours of a region of an RGB picture, the largest share first; ``gains`` of ``light_gains`` where known."""
    gains = light_gains(image) if gains is None else gains
    crop = image.crop(region.box.pixels(*image.size))
    crop.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.BOX)
    mask = eroded(mask_in(region, *crop.size))
    linear = to_linear(np.asarray(crop)[mask]) * gains
    return without_skin(palette_of_pixels(lab_of_linear(linear.clip(0, 1).astype(np.float32))))


def eroded(mask: BoolArray) -> BoolArray:
    """The mask (h, w) without its edge, as far as enough of it is left."""
    import cv2

    for pixels in range(max(1, round(EROSION * max(mask.shape))), 0, -1):
        padded = np.pad(mask.astype(np.uint8), 1)
        small = cv2.erode(padded, np.ones((3, 3), np.uint8), iterations=pixels)[1:-1, 1:-1] > 0
        if small.sum() >= MIN_LEFT * mask.sum():
            return np.asarray(small)
    return mask


def palette_of_pixels(pixels: FloatArray) -> Palette:
    """The colours of CIELAB pixels (n, 3): densest first found, largest share first; empty for no pixels."""
    kept = without_extremes(pixels)
    places = _uniform(kept)
    rest = np.ones(len(kept), dtype=bool)
    found: list[PaletteColour] = []
    while len(found) < MAX_COLOURS and rest.sum() > MIN_SHARE * len(kept):
        near = rest & (np.linalg.norm(places - _densest(places[rest]), axis=1) <= RADIUS)
        if near.sum() >= MIN_SHARE * len(kept):
            found.append(_colour(np.median(kept[near], axis=0), float(near.mean())))
        rest &= ~near
        if not near.any():
            break
    return tuple(sorted(found, key=lambda colour: -colour.share))


def _colour(place: AnyArray, share: float) -> PaletteColour:
    lightness, a, b = (float(part) for part in place)
    return PaletteColour(lightness, a, b, share)


def without_skin(palette: Palette) -> Palette:
    """The palette without skin where other colours cover enough: masks of bare garments hold some of it."""
    others = [colour for colour in palette if not is_like_skin(colour)]
    whole = sum(colour.share for colour in others)
    if whole < MIN_BESIDE_SKIN:
        return palette
    return tuple(replace(colour, share=colour.share / whole) for colour in others)


def is_like_skin(colour: PaletteColour) -> bool:
    """Whether a colour may be skin of any tone, after white balance: a narrow band of hues at middling chroma."""
    chroma, hue = np.hypot(colour.a, colour.b), np.degrees(np.arctan2(colour.b, colour.a))
    return bool(30 <= colour.lightness <= 85 and 15 <= chroma <= 36 and 40 <= hue <= 72)


def without_extremes(pixels: FloatArray) -> FloatArray:
    """Pixels (n, 3) between deep shadow and highlights."""
    if len(pixels) < 20:
        return pixels
    low, high = np.percentile(pixels[:, 0], (SHADOW, HIGHLIGHT))
    return np.asarray(pixels[(pixels[:, 0] >= low) & (pixels[:, 0] <= high)])


def _uniform(pixels: FloatArray) -> FloatArray:
    """CIELAB pixels (n, 3) in a space where equal distances look about equally large."""
    chroma = np.hypot(pixels[:, 1], pixels[:, 2])
    compressed = np.log1p(CHROMA_COMPRESSION * chroma) / CHROMA_COMPRESSION / np.maximum(chroma, 1e-6)
    return np.stack([LIGHTNESS_WEIGHT * pixels[:, 0], pixels[:, 1] * compressed, pixels[:, 2] * compressed], axis=1)


def _densest(places: FloatArray) -> AnyArray:
    """The mean (3,) of the places near the fullest cell of a grid, moved once to the mean around it (mean shift)."""
    _, inverse, counts = np.unique((places / BIN).round(), axis=0, return_inverse=True, return_counts=True)
    centre = places[inverse.ravel() == counts.argmax()].mean(axis=0)
    return np.asarray(places[np.linalg.norm(places - centre, axis=1) <= RADIUS].mean(axis=0))
