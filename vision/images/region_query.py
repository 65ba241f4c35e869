"""What is worn within a box that a person drew on a picture: the garment that the box means, alone, as a vector."""

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image

from vision.images.cutouts import cut
from vision.images.product_image import WHOLE, Look
from vision.nets import runtime
from vision.types import Box, Region

AROUND = 1.0
"""How much is shown to the parser on each side of the box, in parts of it: garments are told apart by what is near."""
PARSED_AT = 256
"""Pixels of the longer side that the parser is shown: enough for one garment, and a third of the time of a frame."""
LEAST_MEANT = 0.12
"""Least overlap (intersection over union) with the box for a garment to be meant by it."""


def look_in(picture: Image.Image, box: Box) -> Look:
    """Look at the garment in a box of an RGB picture; without one, at all that the box holds (category ``""``).

    The look's own box is of the whole picture.
    """
    around = _grown(box)
    edges = around.pixels(*picture.size)
    crop = picture.crop(edges)
    drawn = _within(box, around)
    small = crop.copy()
    small.thumbnail((PARSED_AT, PARSED_AT))
    region = meant(runtime.get_parser().parse([small])[0], drawn) or replace(WHOLE, box=drawn)
    vector = runtime.get_embedder().embed_images([cut(crop, region)])[0]
    return Look(vector, region.category, _outside(region.box, around), region.score)


def meant(regions: Sequence[Region], drawn: Box) -> Region | None:
    """The region that fills a drawn box best, and is filled by it; ``None`` where none does."""
    best = max(regions, key=lambda region: region.box.iou(drawn), default=None)
    return best if best is not None and best.box.iou(drawn) >= LEAST_MEANT else None


def _grown(box: Box) -> Box:
    left, top = max(0.0, box.x - AROUND * box.w), max(0.0, box.y - AROUND * box.h)
    right, bottom = min(1.0, box.x + (1 + AROUND) * box.w), min(1.0, box.y + (1 + AROUND) * box.h)
    return Box(left, top, right - left, bottom - top)


def _within(box: Box, frame: Box) -> Box:
    """A box of the picture as parts of a frame cut from it."""
    return Box((box.x - frame.x) / frame.w, (box.y - frame.y) / frame.h, box.w / frame.w, box.h / frame.h)


def _outside(box: Box, frame: Box) -> Box:
    """A box of a frame cut from the picture as parts of the picture."""
    return Box(frame.x + box.x * frame.w, frame.y + box.y * frame.h, box.w * frame.w, box.h * frame.h)
