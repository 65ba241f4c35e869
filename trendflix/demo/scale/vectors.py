"""Unit vectors in clusters, as those of real products lie: by category, by look (colour and pattern), by style."""

import numpy as np

from trendflix.demo.scale.sizes import Sizes
from vision.language.categories import CATEGORIES
from vision.types import AnyArray, FloatArray
from vision.vectors import unit

LOOKS = 200
BLOCK = 1_000
"""Styles that are made at once; any of them can be made again without the others."""
CATEGORY_PART, LOOK_PART, STYLE_PART = 0.5, 0.55, 0.6
VARIANT_NOISE, GARMENT_NOISE = 0.25, 0.45
BASE, STYLE, PICTURE, GARMENT = range(4)
"""What a random stream is for; streams of different purposes share no numbers."""


def category_of(style: int) -> str:
    """The category that a style is of."""
    return CATEGORIES[style % len(CATEGORIES)]


def style_vectors(sizes: Sizes, block: int) -> FloatArray:
    """Centres (BLOCK, d) of the styles from ``block * BLOCK`` on."""
    centres = _noise(sizes, BASE, 0, len(CATEGORIES) + LOOKS)
    numbers = np.arange(block * BLOCK, (block + 1) * BLOCK)
    kinds = centres[numbers % len(CATEGORIES)]
    looks = centres[len(CATEGORIES) + numbers // len(CATEGORIES) * 7 % LOOKS]
    own = _noise(sizes, STYLE, block, BLOCK)
    return unit(CATEGORY_PART * kinds + LOOK_PART * looks + STYLE_PART * own)


def picture_vectors(sizes: Sizes, block: int, variants: int) -> AnyArray:
    """float16 (BLOCK * variants, d): each style's vector ``variants`` times, a little apart."""
    noise = _noise(sizes, PICTURE, block, BLOCK * variants)
    return unit(np.repeat(style_vectors(sizes, block), variants, axis=0) + VARIANT_NOISE * noise).astype(np.float16)


def garment_vectors(sizes: Sizes, styles: AnyArray) -> AnyArray:
    """float16 (n, d) of garments that look like the styles (n,) of the shop."""
    found = np.zeros((len(styles), sizes.dimensions), dtype=np.float16)
    for block in np.unique(styles // BLOCK):
        rows = np.flatnonzero(styles // BLOCK == block)
        noise = _noise(sizes, GARMENT, int(block), len(rows))
        found[rows] = unit(style_vectors(sizes, int(block))[styles[rows] % BLOCK] + GARMENT_NOISE * noise)
    return found


def _noise(sizes: Sizes, purpose: int, block: int, count: int) -> FloatArray:
    """Rows (count, d) of length about one."""
    rng = np.random.default_rng([sizes.seed, purpose, block])
    noise = rng.standard_normal((count, sizes.dimensions), dtype=np.float32)
    return np.asarray(noise / np.sqrt(sizes.dimensions), dtype=np.float32)
