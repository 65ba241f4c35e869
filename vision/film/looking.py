"""A close look at the chosen frames: what is worn, cut out, with a vector each, many frames at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from vision.film.wearing import worn_regions
from vision.images.cutouts import cut
from vision.images.white_balance import balanced, light_gains
from vision.protocols import Embedder, GarmentParser
from vision.types import FloatArray, Region


@dataclass(frozen=True, slots=True)
class Sighting:
    """A garment of one frame: its region, the unit vector of its cut-out, and the gains (3,) of the frame's light."""

    region: Region
    vector: FloatArray
    gains: FloatArray


def look(frames: Sequence[Image.Image], parser: GarmentParser, embedder: Embedder) -> list[list[Sighting]]:
    """What is worn in each RGB frame; all frames are parsed together, and all cut-outs embedded together.

    Garments are embedded as they look in daylight, which shops photograph in.
    """
    parsed = parser.parse(frames, worn=True)
    kept = [worn_regions(frame, regions) for frame, regions in zip(frames, parsed, strict=True)]
    lights = [light_gains(frame) for frame in frames]
    lit = [balanced(*one) for one in zip(frames, lights, strict=True)]
    cutouts = [[cut(frame, region) for region in regions] for frame, regions in zip(lit, kept, strict=True)]
    vectors = iter(embedder.embed_images([one for some in cutouts for one in some]))
    return [
        [Sighting(region, next(vectors), gains) for region in regions]
        for regions, gains in zip(kept, lights, strict=True)
    ]
