"""A product photo as the index sees it: the one garment that is for sale, alone, as a vector."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from vision import runtime
from vision.categories import group_of
from vision.cutouts import cut, off_white
from vision.types import Box, FloatArray, Region
from vision.whole import whole

WHOLE = Region("", 0.0, Box(0.0, 0.0, 1.0, 1.0))
LEAST_AREA = 0.01
SCRAP, UNDERSTOOD = 0.25, 0.3
"""Parts of what stands off the ground: a smaller region is a scrap where all regions are less than the second."""
CODE = "shop-3"
"""Raise when what is cut out of a product photo changes."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen in a photo: a unit vector, the region it was taken from, and that region's category and score."""

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
    chosen = [choose(image, regions, hint) for image, regions, hint in zip(images, parsed, hints, strict=True)]
    cutouts = [cut(image, region) for image, region in zip(images, chosen, strict=True)]
    vectors = runtime.get_embedder().embed_images(cutouts)
    return [
        Look(vector, region.category, region.box, region.score) for region, vector in zip(chosen, vectors, strict=True)
    ]


def choose(image: Image.Image, regions: Sequence[Region], hint: str | None) -> Region:
    """The region that is for sale: of the hinted category, else of its group, else the largest of all.

    A photo whose hint no region answers, or of which the parser made little, shows the product alone; then everything
    off the plain ground is taken.
    """
    large = [region for region in regions if region.box.area >= LEAST_AREA]
    if not hint:
        region = whole(image, max(large, key=_weight), large) if large else None
        return _or_all(image, region, large)
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
    return region.score * region.box.area
