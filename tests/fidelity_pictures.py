"""How true the colours and the shape of a packaging are to its source: compared frame by frame on a coarse grid."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from playback.media.colours import WIDE
from playback.media.probe import Probe

GRID = 9
"""Cells across and down whose mean colours are compared."""
TAGS = (1, 1, 1, 1)
"""Matrix, primaries, transfer and range of BT.709 in limited range."""

BARS_FROM, BLACK = 0.01, 24
"""Part by which a shape may differ before bars are looked for; levels up to which a row may be one."""

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


@dataclass(frozen=True)
class PictureFidelity:
    """Largest difference of a cell's mean colour in levels (0..255); ``None`` where they had to be mapped.

    ``stretched`` is the packaged width by height over the source's, as displayed, without bars.
    """

    levels: float | None
    stretched: float
    is_tagged: bool


def measure_picture(source: Path, found: Probe, rung: Path) -> PictureFidelity:
    """Compare a source's first frames with those of a rendition."""
    before = next(frames(source, found.picture.index))
    after = next(frames(rung, 0))
    shown, ratio = pixels(after), found.width / found.height
    if abs(after.width / after.height / ratio - 1) > BARS_FROM:
        shown = without_bars(shown)
    stretched = shown.shape[1] / shown.shape[0] / ratio
    tags = (int(after.colorspace), int(after.color_primaries), int(after.color_trc), int(after.color_range))
    colours = found.picture.colours
    is_mapped = colours.hdr or colours.primaries in WIDE or found.picture.turned
    levels = None if is_mapped else difference(source_pixels(before, found), shown)
    return PictureFidelity(levels, stretched, tags == TAGS)


def without_bars(picture: Pixels) -> Pixels:
    """A picture without the black rows and columns around it."""
    rows, columns = (np.flatnonzero(picture.max(axis=axes) > BLACK) for axes in ((1, 2), (0, 2)))
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else picture


def frames(path: Path, index: int) -> Iterator[Any]:
    """The frames of a stream, in order."""
    with av.open(str(path)) as container:
        yield from container.decode(container.streams[index])


def pixels(frame: Any) -> Pixels:
    """A frame as RGB by its own tags."""
    return np.asarray(frame.to_ndarray(format="rgb24"))


def source_pixels(frame: Any, found: Probe) -> Pixels:
    """A source's frame as RGB, by the matrix and range that are found or assumed; cropped from its middle."""
    whole, shape = _source_pixels(frame, found), found.shape
    top, left = (whole.shape[0] - shape.height) // 2, (whole.shape[1] - shape.width) // 2
    return whole[top : top + shape.height, left : left + shape.width]


def _source_pixels(frame: Any, found: Probe) -> Pixels:
    colours = found.picture.colours
    if colours.rgb:
        return pixels(frame)
    matrix = {5: "ITU601", 6: "ITU601", 1: "ITU709"}.get(colours.matrix, "DEFAULT")
    shown = frame.reformat(
        format="rgb24",
        src_colorspace=matrix,
        src_color_range="JPEG" if colours.full else "MPEG",
        dst_color_range="JPEG",
    )
    return np.asarray(shown.to_ndarray())


def difference(one: Pixels, other: Pixels) -> float:
    """The largest difference of mean colours between cells of two pictures, however large each is."""
    return float(np.abs(cells(one) - cells(other)).max())


def cells(picture: Pixels) -> np.ndarray[tuple[int, int, int], np.dtype[np.float64]]:
    """(GRID, GRID, 3): mean colours of the cells' inner halves, beyond the reach of edges that coding blurs."""
    rows = np.array_split(picture.astype(np.float64), GRID, axis=0)
    return np.asarray([[inner(cell).mean(axis=(0, 1)) for cell in np.array_split(row, GRID, axis=1)] for row in rows])


def inner(cell: np.ndarray[tuple[int, int, int], np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The middle half of a cell's rows and columns."""
    height, width = cell.shape[:2]
    return cell[height // 4 : height - height // 4, width // 4 : width - width // 4]
