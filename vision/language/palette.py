"""The measured colours of a garment, and how rows keep them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaletteColour:
    """A measured colour in CIELAB (D65), and the part (0..1) of the garment that it covers."""

    lightness: float
    a: float
    b: float
    share: float


Palette = tuple[PaletteColour, ...]
"""The colours of a garment, the largest share first."""


def palette_json(palette: Palette) -> list[list[float]]:
    """[[L, a, b, share], …] as rows keep it."""
    return [[*(round(v, 1) for v in (one.lightness, one.a, one.b)), round(one.share, 3)] for one in palette]


def palette_from_json(rows: Iterable[Iterable[float]]) -> Palette:
    """A palette that a row keeps."""
    return tuple(PaletteColour(*row) for row in rows)
