"""A close look at the chosen frames: what is worn, cut out, with a vector each, many frames at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from vision.images.cutouts import cut
from vision.protocols import Embedder, GarmentParser
from vision.types import FloatArray, Region

MIN_SCORE = 0.5
MIN_AREA = 0.0015


@dataclass(frozen=True, slots=True)
class Sighting:
    """A garment of one frame: its region, its cut-out on the neutral ground, and the cut-out's unit vector."""

    region: Region
    cutout: Image.Image
    vector: FloatArray


def look(frames: Sequence[Image.Image], parser: GarmentParser, embedder: Embedder) -> list[list[Sighting]]:
    """What is worn in each RGB frame; all frames are parsed together, and all cut-outs embedded together."""
    parsed = parser.parse(frames)
    kept = [regions_kept(frame, regions) for frame, regions in zip(frames, parsed, strict=True)]
    cutouts = [[cut(frame, region) for region in regions] for frame, regions in zip(frames, kept, strict=True)]
    vectors = iter(embedder.embed_images([one for some in cutouts for one in some]))
    return [
        [Sighting(region, cutout, next(vectors)) for region, cutout in zip(regions, some, strict=True)]
        for regions, some in zip(kept, cutouts, strict=True)
    ]


def regions_kept(frame: Image.Image, regions: Sequence[Region]) -> list[Region]:
    """Those regions of a frame that are embedded: large and sure enough."""
    return [region for region in regions if is_large_and_sure(region)]


def is_large_and_sure(region: Region) -> bool:
    """Whether a region's score and area are large enough to be embedded."""
    return region.score >= MIN_SCORE and region.box.area >= MIN_AREA
