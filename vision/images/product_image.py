"""Embeds product photos: the regions that are for sale, cut out, as one vector.

Where the feed names no category, all regions are pooled by their weight: what else a model wears tells photos of one
session apart, and in a close-up the largest garment is not always the one for sale.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from vision.images.cutouts import cut, foreground
from vision.images.merge_regions import merge_regions
from vision.images.palettes import palette_of
from vision.language.categories import group_of
from vision.language.colour_names import Palette
from vision.nets import runtime
from vision.types import Box, FloatArray, Region
from vision.vectors import unit

FULL_IMAGE = Region("", 0.0, Box(0.0, 0.0, 1.0, 1.0))
MIN_AREA = 0.01
MAX_SCRAP, MAX_UNDERSTOOD = 0.25, 0.3
"""Parts of what stands off the ground: a smaller region is a scrap where all regions are less than the second."""
MIN_DUPLICATE_IOU = 0.9
"""Overlap of boxes from which two regions, put together, are one garment."""
MAX_MEASURED_PART = 0.6
"""Part of a photo from which a region is the scene rather than a garment, and its colours are not measured."""
CODE = "shop-6"
"""Raise when what is cut out of a product photo changes."""


@dataclass(frozen=True, slots=True)
class RegionEmbedding:
    """A unit vector (d,); category, box, score and colours of the region that it was taken from, or of the largest."""

    vector: FloatArray
    category: str
    box: Box
    score: float
    palette: Palette = ()


def stamp() -> str:
    """Names the models and the code that an embedding depends on; vectors with another stamp are stale."""
    return f"{runtime.get_embedder().stamp}+{runtime.get_parser().stamp}+{CODE}"


def embed_products(
    images: Sequence[Image.Image], categories: Sequence[str | None] | None = None
) -> list[RegionEmbedding]:
    """Embed RGB product photos; ``categories`` are the categories for sale, where the feed names them."""
    hints = list(categories) if categories is not None else [None] * len(images)
    parsed = runtime.get_parser().parse(images)
    offered = [sale_regions(image, regions, hint) for image, regions, hint in zip(images, parsed, hints, strict=True)]
    cutouts = [cut(image, region) for image, regions in zip(images, offered, strict=True) for region in regions]
    vectors = iter(runtime.get_embedder().embed_images(cutouts))
    pooled = [_pooled_embedding(regions, np.stack([next(vectors) for _ in regions])) for regions in offered]
    return [
        replace(embedding, palette=product_palette(image, regions[0], found))
        for embedding, image, regions, found in zip(pooled, images, offered, parsed, strict=True)
    ]


def product_palette(image: Image.Image, sold: Region, parsed: Sequence[Region]) -> Palette:
    """The colours of what is for sale; empty where nothing tells it from its surroundings.

    Of a photo that is taken as a whole, since it is no studio's, the parser's own region is measured, if there is one.
    """
    if sold.part <= MAX_MEASURED_PART:
        return palette_of(image, sold)
    own = [one for one in parsed if group_of(one.category) == group_of(sold.category) and one.part <= MAX_MEASURED_PART]
    return palette_of(image, max(own, key=_weight)) if own else ()


def _pooled_embedding(regions: Sequence[Region], vectors: FloatArray) -> RegionEmbedding:
    """The mean of the regions' vectors (n, d) by the root of their weight."""
    # What no parser found has no weight, and stands alone.
    shares = np.sqrt([_weight(region) or 1.0 for region in regions]).astype(np.float32)
    first = regions[0]
    return RegionEmbedding(unit(shares @ vectors), first.category, first.box, first.score)


def main_region(image: Image.Image, regions: Sequence[Region], hint: str | None) -> Region:
    """The region that is for sale: of the hinted category, else of its group, else the largest of all.

    A photo whose hint no region answers, or of which the parser made little, shows the product alone; then everything
    off the plain ground is taken.
    """
    return sale_regions(image, regions, hint)[0]


def sale_regions(image: Image.Image, regions: Sequence[Region], hint: str | None) -> list[Region]:
    """The regions that may be for sale, the likeliest first: the one of the hint, and without a hint all."""
    large = [region for region in regions if region.box.area >= MIN_AREA]
    if hint:
        return [_hinted(image, large, hint)]
    worn: list[Region] = []
    for region in sorted(large, key=_weight, reverse=True):
        piece = merge_regions(image, region, large)
        if all(piece.box.iou(known.box) < MIN_DUPLICATE_IOU for known in worn):
            worn.append(piece)
    first = _or_all(image, worn[0] if worn else None, large)
    return worn if worn and first is worn[0] else [first]


def _hinted(image: Image.Image, large: Sequence[Region], hint: str) -> Region:
    same = [region for region in large if region.category == hint]
    same = same or [region for region in large if group_of(region.category) == group_of(hint)]
    region = merge_regions(image, replace(max(same, key=_weight), category=hint), large) if same else None
    return replace(_or_all(image, region, large), category=hint)


def _or_all(image: Image.Image, region: Region | None, regions: Sequence[Region]) -> Region:
    """The region, unless most of what stands off the plain ground was not understood: then all that stands there."""
    everything = foreground(image)
    if region is None or everything is None:
        return region or everything or FULL_IMAGE
    understood = sum(one.part for one in regions)
    is_scrap = region.part < MAX_SCRAP * everything.part and understood < MAX_UNDERSTOOD * everything.part
    return replace(everything, category=region.category, score=region.score) if is_scrap else region


def _weight(region: Region) -> float:
    return region.score * region.part
