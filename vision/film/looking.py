"""A close look at the chosen frames: what is worn, cut out, with a vector each, many frames at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from vision.film.wearing import worn_regions
from vision.images.cutouts import cut
from vision.images.white_balance import balanced
from vision.protocols import Embedder, GarmentParser
from vision.types import FloatArray, Region


@dataclass(frozen=True, slots=True)
class Sighting:
    """A garment of one frame: its region, its cut-out on the neutral ground, and the cut-out's unit vector."""

    region: Region
    cutout: Image.Image
    vector: FloatArray


def look(frames: Sequence[Image.Image], parser: GarmentParser, embedder: Embedder) -> list[list[Sighting]]:
    """What is worn in each RGB frame; all frames are parsed together, and all cut-outs embedded together.

    Garments are embedded as they look in daylight, which shops photograph in.
    """
    parsed = parser.parse(frames, worn=True)
    kept = [worn_regions(frame, regions) for frame, regions in zip(frames, parsed, strict=True)]
    lit = [balanced(frame) if regions else frame for frame, regions in zip(frames, kept, strict=True)]
    cutouts = [[cut(frame, region) for region in regions] for frame, regions in zip(lit, kept, strict=True)]
    vectors = iter(embedder.embed_images([one for some in cutouts for one in some]))
    return [
        [Sighting(region, cutout, next(vectors)) for region, cutout in zip(regions, some, strict=True)]
        for regions, some in zip(kept, cutouts, strict=True)
    ]
