"""Embeds the garment within a box that a viewer draws on a frame."""

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from vision.images.cutouts import cut
from vision.images.product_image import FULL_IMAGE, RegionEmbedding
from vision.images.wearable import sure_category
from vision.images.white_balance import balanced
from vision.nets import runtime
from vision.types import NOBODY, Box, Region

CONTEXT = 1.0
"""Margin around the box that the parser sees on each side, in parts of the box: context tells garments apart."""
MAX_PARSED_SIDE = 256
"""Pixels of the longer side that the parser sees: enough for one garment, at a third of the time of a frame."""
MIN_IOU = 0.12
"""Least IoU with the box for a region to be the one asked for."""


def embed_region(picture: Image.Image, box: Box) -> RegionEmbedding:
    """Embed the garment in a box of an RGB picture; where there is none, all that the box holds (category ``""``).

    What hangs on nobody is a garment only where parser and dual encoder both are sure of it. The box of the result is
    in parts of the whole picture.
    """
    crop_box = _with_context(box)
    edges = crop_box.pixels(*picture.size)
    crop = picture.crop(edges)
    query_box = _to_crop(box, crop_box)
    small = crop.copy()
    small.thumbnail((MAX_PARSED_SIDE, MAX_PARSED_SIDE))
    region = best_match(runtime.get_parser().parse([small])[0], query_box) or replace(FULL_IMAGE, box=query_box)
    lit = balanced(picture).crop(edges)
    vector = runtime.get_embedder().embed_images([cut(lit, region)])[0]
    seen = RegionEmbedding(vector, region.category, _from_crop(region.box, crop_box), region.score)
    return seen if region.person != NOBODY or sure_category(seen) else replace(seen, category="", box=box)


def best_match(regions: Sequence[Region], query_box: Box) -> Region | None:
    """The region of the highest IoU with the box; ``None`` where none reaches ``MIN_IOU``."""
    best = max(regions, key=lambda region: region.box.iou(query_box), default=None)
    return best if best is not None and best.box.iou(query_box) >= MIN_IOU else None


def _with_context(box: Box) -> Box:
    left, top = max(0.0, box.x - CONTEXT * box.w), max(0.0, box.y - CONTEXT * box.h)
    right, bottom = min(1.0, box.x + (1 + CONTEXT) * box.w), min(1.0, box.y + (1 + CONTEXT) * box.h)
    return Box(left, top, right - left, bottom - top)


def _to_crop(box: Box, frame: Box) -> Box:
    """A box of the picture as parts of a frame cut from it."""
    return Box((box.x - frame.x) / frame.w, (box.y - frame.y) / frame.h, box.w / frame.w, box.h / frame.h)


def _from_crop(box: Box, frame: Box) -> Box:
    """A box of a frame cut from the picture as parts of the picture."""
    return Box(frame.x + box.x * frame.w, frame.y + box.y * frame.h, box.w * frame.w, box.h * frame.h)
