"""A garment alone on the neutral ground: what embedders see of films and product photos alike."""

import numpy as np
from PIL import Image

from vision.colours import GROUND
from vision.masks import region_of
from vision.types import BoolArray, Region

MAX_SIDE = 320
MARGIN = 0.04


def mask_in(region: Region, width: int, height: int) -> BoolArray:
    """The region's mask (height, width) at the size of its box in pixels."""
    if region.mask is None:
        return np.ones((height, width), dtype=bool)
    small = Image.fromarray(region.mask.astype(np.uint8) * 255)
    return np.asarray(small.resize((width, height), Image.Resampling.BILINEAR)) > 127


def cut(image: Image.Image, region: Region) -> Image.Image:
    """The region of an RGB picture on a square of ``GROUND`` with a small margin, at most ``MAX_SIDE`` px a side."""
    left, top, right, bottom = region.box.pixels(*image.size)
    crop = image.crop((left, top, right, bottom))
    crop.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.BILINEAR)
    mask = Image.fromarray(mask_in(region, *crop.size).astype(np.uint8) * 255)
    side = max(16, round(max(crop.size) * (1 + 2 * MARGIN)))
    square = Image.new("RGB", (side, side), GROUND)
    square.paste(crop, ((side - crop.width) // 2, (side - crop.height) // 2), mask)
    return square


def transparent_cutout(image: Image.Image, region: Region, longest: int) -> Image.Image:
    """The region with transparent surroundings (RGBA), as people see it in the panel."""
    crop = image.crop(region.box.pixels(*image.size))
    crop.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    alpha = Image.fromarray(mask_in(region, *crop.size).astype(np.uint8) * 255)
    crop.putalpha(alpha)
    return crop


def foreground(image: Image.Image) -> Region | None:
    """What stands on a white or plain ground that touches the picture's edges; ``None`` where nothing is left.

    For product photos without a person, which a garment parser may not know.
    """
    small = image.copy()
    small.thumbnail((256, 256))
    pixels = np.asarray(small, dtype=np.int16)
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    ground = np.median(edge, axis=0)
    plain = np.abs(pixels - ground).max(axis=2) < 14
    thing = ~plain
    if thing.mean() < 0.01:
        return None
    return region_of("", 0.0, thing)
