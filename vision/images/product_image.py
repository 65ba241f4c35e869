"""A product photo as the index sees it: the garment that is for sale, alone, as a vector.

Where nobody says which that is, all that is worn speaks, the largest most: what else a model wears tells photos of one
session, and of a close-up the largest garment is not always the one that is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from vision.images.cutouts import cut, off_white
from vision.images.merge_regions import whole
from vision.language.categories import group_of
from vision.nets import runtime
from vision.types import Box, FloatArray, Region
from vision.vectors import unit

WHOLE = Region("", 0.0, Box(0.0, 0.0, 1.0, 1.0))
LEAST_AREA = 0.01
SCRAP, UNDERSTOOD = 0.25, 0.3
"""Parts of what stands off the ground: a smaller region is a scrap where all regions are less than the second."""
SAME = 0.9
"""Overlap of boxes from which two regions, put together, are one garment."""
CODE = "shop-5"
"""Raise when what is cut out of a product photo changes."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in a photo: a unit vector, and of its region, or the largest of them, category, box and score."""

    vector: FloatArray
    category: str
    box: Box
    score: float


def stamp() -> str:
    """Names everything that shapes a look; vectors with another stamp are stale."""
    return f"{runtime.get_embedder().stamp}+{runtime.get_parser().stamp}+{CODE}"


def look(images: Sequence[Image.Image], categories: Sequence[str | None] | None = None) -> list[Look]:
    """Look at RGB product photos; ``categories`` say what each is for sale as, where the feed says so."""
    hints = list(categories) if categories is not None else [None] * len(images)
    parsed = runtime.get_parser().parse(images)
    offered = [offers(image, regions, hint) for image, regions, hint in zip(images, parsed, hints, strict=True)]
    cutouts = [cut(image, region) for image, regions in zip(images, offered, strict=True) for region in regions]
    vectors = iter(runtime.get_embedder().embed_images(cutouts))
    return [_look(regions, np.stack([next(vectors) for _ in regions])) for regions in offered]


def _look(regions: Sequence[Region], vectors: FloatArray) -> Look:
    """The mean of the regions' vectors (n, d) by the root of their weight."""
    # What no parser found has no weight, and stands alone.
    shares = np.sqrt([_weight(region) or 1.0 for region in regions]).astype(np.float32)
    first = regions[0]
    return Look(unit(shares @ vectors), first.category, first.box, first.score)


def choose(image: Image.Image, regions: Sequence[Region], hint: str | None) -> Region:
    """The region that is for sale: of the hinted category, else of its group, else the largest of all.

    A photo whose hint no region answers, or of which the parser made little, shows the product alone; then everything
    off the plain ground is taken.
    """
    return offers(image, regions, hint)[0]


def offers(image: Image.Image, regions: Sequence[Region], hint: str | None) -> list[Region]:
    """What may be for sale, the likeliest first: what is hinted at alone, and without a hint all that is worn."""
    large = [region for region in regions if region.box.area >= LEAST_AREA]
    if hint:
        return [_hinted(image, large, hint)]
    worn: list[Region] = []
    for region in sorted(large, key=_weight, reverse=True):
        piece = whole(image, region, large)
        if all(piece.box.iou(known.box) < SAME for known in worn):
            worn.append(piece)
    first = _or_all(image, worn[0] if worn else None, large)
    return worn if worn and first is worn[0] else [first]


def _hinted(image: Image.Image, large: Sequence[Region], hint: str) -> Region:
    same = [region for region in large if region.category == hint]
    same = same or [region for region in large if group_of(region.category) == group_of(hint)]
    region = whole(image, replace(max(same, key=_weight), category=hint), large) if same else None
    return replace(_or_all(image, region, large), category=hint)


def _or_all(image: Image.Image, region: Region | None, regions: Sequence[Region]) -> Region:
    """The region, unless most of what stands off the plain ground was not understood: then all that stands there."""
    everything = off_white(image)
    if region is None or everything is None:
        return region or everything or WHOLE
    understood = sum(one.part for one in regions)
    is_scrap = region.part < SCRAP * everything.part and understood < UNDERSTOOD * everything.part
    return replace(everything, category=region.category, score=region.score) if is_scrap else region


def _weight(region: Region) -> float:
    return region.score * region.part
