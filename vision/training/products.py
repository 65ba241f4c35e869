"""Product photos as the parser's pupils: what it makes of them itself, put right by what the shop says is for sale.

Pseudo-labels (Lee 2013): nobody drew masks on product photos, yet the shop names each product's category, which settles
what the parser confuses most, and photos that it makes nothing of are left out.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from vision.categories import PARTS
from vision.parsers.carried import CarriedParser
from vision.parsers.regions import LEAST_SCORE, regions_of
from vision.pictures import choose
from vision.training.garments import CATEGORY_OF_KIND, entries
from vision.training.people import Labelled
from vision.types import FloatArray
from vision.whole import painted

LEAST_SHARE = 0.03
"""Least part of a photo that its product must fill."""


def load(folder: Path, teacher: CarriedParser) -> Iterator[Labelled]:
    """Photos of the catalogue's training part on which its products were found, with their parts."""
    for entry in entries(folder):
        category = CATEGORY_OF_KIND.get(entry.facts.kind)
        if entry.part != "train" or category is None:
            continue
        for link in entry.links:
            with Image.open(folder / link) as opened:
                photo = opened.convert("RGB")
            labelled = settled(photo, teacher.chances(photo, careful=True), category)
            if labelled is not None:
                yield labelled


def settled(photo: Image.Image, chances: FloatArray, category: str) -> Labelled | None:
    """A photo with its likeliest parts, the product's own pixels of ``category``; ``None`` where it was not found.

    Chances (parts, h, w); the photo is brought to their size.
    """
    height, width = chances.shape[1:]
    small = photo.resize((width, height), Image.Resampling.BOX)
    region = choose(small, regions_of(chances, np.asarray(small)), category)
    if region.score < LEAST_SCORE or region.part < LEAST_SHARE:
        return None
    parts = chances.argmax(axis=0).astype(np.uint8)
    parts[painted(region, width, height)] = PARTS.index(category)
    return Labelled(np.asarray(small), parts)
