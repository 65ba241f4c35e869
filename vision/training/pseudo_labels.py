"""Pseudo-labels: masks that the parser predicts for photos without masks, corrected by weak labels.

Pseudo-labels (Lee 2013), settled by weak labels that others gave: a shop names the category of what it sells, people
tagged what a street photo shows, and a garment that lies flat lies there alone. Photos that the parser makes nothing of
are left out.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from vision.images.merge_regions import full_mask
from vision.images.open_image import open_picture
from vision.images.product_image import main_region
from vision.language.categories import CATEGORIES, PARTS
from vision.nets.parsers.bundled import BundledParser
from vision.nets.parsers.network import scaled
from vision.nets.parsers.regions import MIN_SCORE, regions_of
from vision.training.garments import entries, flat_photos
from vision.training.kinds import category_of
from vision.training.people import Labelled, table_of
from vision.training.threads import in_threads
from vision.types import ByteArray, FloatArray

MIN_SHARE, MAX_SHARE = 0.03, 0.9
"""Least part of a photo that its garment must fill; where more is taken for a garment, the ground is too."""
MAX_SIDE = 720
"""Pixels of a photo's longer side."""
MAX_PER_CATEGORY = 90
"""Flat garments of a category that are looked at; tops are most of them."""
ALWAYS = [PARTS.index(part) for part in ("background", "hair", "skin")]
WORN = [PARTS.index(part) for part in CATEGORIES]


def load(data: Path, teacher: BundledParser) -> Iterator[Labelled]:
    """Photos of the training parts of ``luma/``, ``ccp/`` and ``flatlay/`` with their parts."""
    yield from sold(data / "luma", teacher)
    yield from tagged(data / "ccp", teacher)
    yield from flat(data / "flatlay", teacher)


def sold(folder: Path, teacher: BundledParser) -> Iterator[Labelled]:
    """Photos of a catalogue's training part on which its products were found."""

    def labelled(sale: tuple[str, str]) -> Labelled | None:
        link, category = sale
        photo = open_picture(folder / link, longest=MAX_SIDE)
        return settled(photo, teacher.probabilities(photo, careful=True), category)

    products = [entry for entry in entries(folder) if entry.part == "train"]
    sales = [(link, category_of(entry.facts.kind)) for entry in products for link in entry.links]
    yield from filter(None, in_threads(labelled, sales))


def tagged(folder: Path, teacher: BundledParser) -> Iterator[Labelled]:
    """Street photos of which people said what is worn, without saying where."""
    tags = json.loads((folder / "tags.json").read_text(encoding="utf-8"))

    def labelled(name: str) -> Labelled:
        photo = open_picture(folder / "tagged" / f"{name}.jpg", longest=MAX_SIDE)
        return allowed(photo, teacher.probabilities(photo, careful=True), table_of(tags[name]).tolist())

    yield from in_threads(labelled, tags)


def flat(folder: Path, teacher: BundledParser) -> Iterator[Labelled]:
    """Garments lying flat, the first ``OF_A_CATEGORY`` of each category's training part."""

    def labelled(garment: tuple[Path, str]) -> Labelled | None:
        path, category = garment
        photo = open_picture(path, longest=MAX_SIDE)
        return alone(photo, teacher.probabilities(photo), category)

    yield from filter(None, in_threads(labelled, _some_of_each(folder)))


def _some_of_each(folder: Path) -> Iterator[tuple[Path, str]]:
    seen: Counter[str] = Counter()
    for path, kind, part in flat_photos(folder):
        category = category_of(kind)
        if part == "train" and category in CATEGORIES and seen[category] < MAX_PER_CATEGORY:
            seen[category] += 1
            yield path, category


def settled(photo: Image.Image, probabilities: FloatArray, category: str) -> Labelled | None:
    """A photo with its likeliest parts, the product's own pixels of ``category``; ``None`` where it was not found."""
    height, width = probabilities.shape[1:]
    small = photo.resize((width, height), Image.Resampling.BOX)
    region = main_region(small, regions_of(probabilities, np.asarray(small)), category)
    if region.score < MIN_SCORE or region.part < MIN_SHARE:
        return None
    parts = likeliest(probabilities, photo.width, photo.height)
    parts[full_mask(region, photo.width, photo.height)] = PARTS.index(category)
    return Labelled(np.asarray(photo), parts)


def allowed(photo: Image.Image, probabilities: FloatArray, worn: Collection[int]) -> Labelled:
    """A photo with the likeliest of those parts that are ``worn`` in it; of none other, however likely."""
    among = sorted({*worn, *ALWAYS})
    parts = np.asarray(among, dtype=np.uint8)[likeliest(probabilities[among], photo.width, photo.height)]
    return Labelled(np.asarray(photo), parts)


def alone(photo: Image.Image, probabilities: FloatArray, category: str) -> Labelled | None:
    """A photo on which whatever is likelier worn than not is one garment; ``None`` where that is too little or all."""
    is_worn = probabilities[WORN].sum(axis=0)
    garment = likeliest(np.stack([1 - is_worn, is_worn]), photo.width, photo.height) > 0
    if not MIN_SHARE < garment.mean() < MAX_SHARE:
        return None
    parts = np.where(garment, PARTS.index(category), 0).astype(np.uint8)
    return Labelled(np.asarray(photo), parts)


def likeliest(probabilities: FloatArray, width: int, height: int) -> ByteArray:
    """The likeliest of some parts for each pixel of a photo, from chances or logits (parts, h, w) of another size."""
    enlarged = scaled(torch.from_numpy(probabilities)[None], (height, width))[0]
    return enlarged.argmax(0).byte().numpy()
