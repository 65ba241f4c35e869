"""Names of colours: a list of named colours, and how well measured colours answer a name.

A measured colour is compared with examples of every name by CIEDE2000 (CIE 142-2001; Sharma, Wu, Dalal 2005). Fine
names ("navy", "mint") belong to the basic ones that people use first (Berlin, Kay 1969, with beige).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from vision.colours import ciede2000, lab
from vision.language.palette import Palette, PaletteColour, palette_from_json, palette_json
from vision.types import AnyArray, FloatArray

__all__ = ["Palette", "PaletteColour", "palette_from_json", "palette_json"]


@dataclass(frozen=True, slots=True)
class ColourName:
    """A fine name, the basic names that people may use instead (the commonest first), and sRGB examples of it."""

    name: str
    basic: tuple[str, ...]
    examples: tuple[str, ...]


NAMES = (
    ColourName("black", ("black",), ("0b0b0c", "18181a", "252528", "303033", "38393c")),
    ColourName("charcoal", ("grey", "black"), ("4a4b4e", "57585b")),
    ColourName("grey", ("grey",), ("606164", "757679", "8b8c8f", "a0a1a4")),
    ColourName("silver", ("grey",), ("b0b1b4", "bcbdc0")),
    ColourName("white", ("white",), ("ffffff", "f6f6f6", "ebebec", "dedfe0", "d3d4d6")),
    ColourName("ivory", ("white", "beige"), ("f7f2e6", "efe9dc")),
    ColourName("cream", ("beige", "white"), ("f0e4c8", "ebdfc6")),
    ColourName("beige", ("beige",), ("d9c8a9", "e0d2b8", "c9b596", "cfc0a8", "ac8e6c")),
    ColourName("taupe", ("beige", "brown", "grey"), ("a39482", "b3a593")),
    ColourName("tan", ("beige", "brown"), ("c2a477", "b8976c")),
    ColourName("camel", ("brown", "beige"), ("b5854b", "a87a45")),
    ColourName("brown", ("brown",), ("7b4f2c", "8f6a48", "6a4630", "5e4636")),
    ColourName("chocolate", ("brown",), ("45301f", "3b2620", "523527")),
    ColourName("rust", ("orange", "brown", "red"), ("a5452a", "b3552e")),
    ColourName("red", ("red",), ("c01824", "e03036", "d42a2a", "b52a35", "a81820", "e85044", "d85464")),
    ColourName("burgundy", ("red",), ("6b1a2a", "581826", "7d2436", "8e1c30")),
    ColourName("coral", ("pink", "orange", "red"), ("f07a6a", "f58a78", "f4906c")),
    ColourName("orange", ("orange",), ("e8682a", "f0883c", "d2541c", "f56a28", "ff7a3a", "f09850")),
    ColourName("amber", ("orange", "yellow"), ("e5a84b", "eeb45c", "dc9a3c")),
    ColourName("peach", ("orange", "pink", "beige"), ("f4bf9a", "f8cfae")),
    ColourName("mustard", ("yellow",), ("c9981f", "d0a02c", "b88a26")),
    ColourName("yellow", ("yellow",), ("f2cc30", "f6e05a", "f5dc3a", "e8c828", "f0e048")),
    ColourName("lemon", ("yellow",), ("f6ef9a", "f2ee7c")),
    ColourName("lime", ("green", "yellow"), ("b5d94a", "a4cc3c", "c0d458", "9cb01c")),
    ColourName("chartreuse", ("yellow", "green"), ("c8c850", "b8b448", "d4d06c")),
    ColourName("green", ("green",), ("2f7a3c", "3f9048", "5aa050", "3c8c60", "60a868")),
    ColourName("forest green", ("green",), ("1c4428", "24502f", "1a3a2c")),
    ColourName("emerald", ("green",), ("1a8a5a", "28a070", "50b888")),
    ColourName("mint", ("green",), ("b5e2cf", "98d8be", "c8e8da", "a8d8c8")),
    ColourName("sage", ("green", "grey"), ("9caf94", "8a9e84", "a8b8a0")),
    ColourName("olive", ("green",), ("5c5f34", "6b6b3a", "4a5030", "70724a")),
    ColourName("khaki", ("green", "beige"), ("8a8458", "7c7850", "9a9468")),
    ColourName("teal", ("teal", "green", "blue"), ("1f7a7a", "2b8c8c", "14666c", "0f5560", "1a9080", "107080")),
    ColourName("turquoise", ("teal", "blue", "green"), ("40c4c0", "58d0cc", "30b0b4", "48bcb0", "38b4c0")),
    ColourName("light blue", ("blue",), ("8cb8e0", "b0d0ec", "a0c0dc", "c0d8ec", "98b4d0", "b4bcd2", "d0dcea")),
    ColourName("blue", ("blue",), ("2456b0", "3a6fc4", "2f66c0", "4a80d0", "2080c8", "3890d0")),
    ColourName("royal blue", ("blue",), ("1f3fb0", "2a48c8", "20349a")),
    ColourName("denim", ("blue",), ("4a6484", "5a7a9a", "3c5878", "6c88a8", "38506e")),
    ColourName("navy", ("blue",), ("16223f", "1c2a4e", "101a34", "202c48", "243660")),
    ColourName("purple", ("purple",), ("6a3a96", "7a48a8", "8c5cb8", "5c3088")),
    ColourName("plum", ("purple",), ("4a2050", "5c2a58", "6c3468")),
    ColourName("lavender", ("purple",), ("b9aede", "c8b8e4", "a898d0", "c0a8d8")),
    ColourName("violet", ("purple",), ("5048a8", "6058b8", "7868c8")),
    ColourName("pink", ("pink",), ("e86a9c", "f08cb0", "f4a8c0", "e87ca4")),
    ColourName("light pink", ("pink",), ("f4d0d8", "f2c4ce", "f0d8dc", "f6c8c8", "ead6d6")),
    ColourName("dusty rose", ("pink",), ("d4a0a4", "c88c94", "dcb0b0")),
    ColourName("fuchsia", ("pink", "purple"), ("d0308c", "c02880", "e0409c")),
)
BASIC = tuple(dict.fromkeys(name.basic[0] for name in NAMES))
"""Names that a garment is called by."""
SHARPNESS = 4.0
"""ΔE00 by which a name's chance falls to 1/e against another's."""
SECOND_FROM = 0.22
"""Part of the garment from which a second colour is named."""
SECOND_CHOICE = 0.6
"""How well a fine name answers a basic name that people may use for it, beside the one that they use first."""
RELATED = 0.3
"""How well a fine name is answered by others of the same basic name."""
ENOUGH = 0.5
"""Part of a garment that a colour must cover to answer a query for it in full."""
MAX_REMEMBERED, STEP = 50_000, 2
MIDDLE, SHADE_RANGE, MIN_SHADE = 50.0, 60.0, 0.6
"""Lightness that is neither light nor dark, its distance to the lightest and darkest, and the worst shade's weight."""


@cache
def _examples() -> tuple[FloatArray, AnyArray]:
    """CIELAB (n, 3) of all examples, and the place in ``NAMES`` of each."""
    rgb = [list(bytes.fromhex(example)) for name in NAMES for example in name.examples]
    places = [place for place, name in enumerate(NAMES) for _ in name.examples]
    return lab(np.array(rgb)), np.array(places)


def chances(colours: FloatArray) -> FloatArray:
    """The chance (n, names) of each of ``NAMES`` for CIELAB colours (n, 3); rows sum to one."""
    examples, places = _examples()
    distances = ciede2000(colours[:, None], examples[None])
    nearest = np.stack([distances[:, places == place].min(axis=1) for place in range(len(NAMES))], axis=1)
    powers = np.exp((nearest.min(axis=1, keepdims=True) - nearest) / SHARPNESS)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def names_of(palette: Palette) -> list[str]:
    """What a person calls a garment of these colours: the main one, and a second where it covers a fair part."""
    covered: dict[str, float] = {}
    for colour, row in zip(palette, chances(_array(palette)), strict=True):
        name = BASIC[int((row @ _first_choices()).argmax())]
        covered[name] = covered.get(name, 0.0) + colour.share
    ordered = sorted(covered, key=lambda name: -covered[name])
    return [name for place, name in enumerate(ordered[:2]) if not place or covered[name] >= SECOND_FROM]


def fit(palette: Palette, name: str, shade: int = 0) -> float:
    """How well (0..1) a garment answers a colour, basic or fine; ``shade`` 1 asks for a light one, -1 for a dark one.

    Raises ``KeyError`` for a name that there is not.
    """
    weights, covered, shaded = _answers()[name], 0.0, 0.0
    for colour in palette:
        part = colour.share * float(_remembered(colour) @ weights)
        covered += part
        shaded += part * min(1.0, max(MIN_SHADE, 1 + shade * (colour.lightness - MIDDLE) / SHADE_RANGE))
    return min(1.0, covered / ENOUGH) * shaded / covered if covered else 0.0


_known: dict[tuple[int, int, int], FloatArray] = {}
"""Chances of colours, by their CIELAB in steps of ``STEP``: the same products are asked for again and again."""


def remember(palettes: Iterable[Palette]) -> None:
    """Work out the chances of many palettes' colours at once, so that ``fit`` finds them."""
    new = list({_rounded(colour) for palette in palettes for colour in palette} - _known.keys())
    if len(_known) + len(new) > MAX_REMEMBERED:
        _known.clear()
    if new:
        _known.update(zip(new, chances(np.array(new, dtype=np.float32)), strict=True))


def _remembered(colour: PaletteColour) -> FloatArray:
    found = _known.get(_rounded(colour))
    return found if found is not None else chances(np.array([_rounded(colour)], dtype=np.float32))[0]


def _rounded(colour: PaletteColour) -> tuple[int, int, int]:
    return tuple(STEP * round(part / STEP) for part in (colour.lightness, colour.a, colour.b))  # type: ignore[return-value]


@cache
def _first_choices() -> FloatArray:
    """(names, basic): 1 where a basic name is the one that is used first for a fine one."""
    return np.array([[float(name.basic[0] == basic) for basic in BASIC] for name in NAMES], dtype=np.float32)


@cache
def _answers() -> Mapping[str, FloatArray]:
    """Name, basic or fine → how well each of ``NAMES`` answers it."""
    fine = {name.name: np.array([float(one is name) for one in NAMES], dtype=np.float32) for name in NAMES}
    relatives = {name.name: _related(name) for name in NAMES}
    basic = {word: np.array([_degree(one, word) for one in NAMES], dtype=np.float32) for word in BASIC}
    return {name: np.maximum(own, relatives[name]) for name, own in fine.items()} | basic


def _degree(name: ColourName, basic: str) -> float:
    return (basic == name.basic[0]) + SECOND_CHOICE * (basic in name.basic[1:])


def _related(name: ColourName) -> FloatArray:
    """A fine name is answered a little by what is called by the same basic name: navy by blue."""
    return np.array([RELATED * (one.basic[0] == name.basic[0]) for one in NAMES], dtype=np.float32)


def basics_of(name: str) -> tuple[str, ...]:
    """The basic names under which garments of a colour, basic or fine, are found; empty for an unknown name."""
    if name in BASIC:
        also = (one.basic[0] for one in NAMES if name in one.basic)
        return tuple(dict.fromkeys((name, *also)))
    return next((one.basic for one in NAMES if one.name == name), ())


def _array(palette: Palette) -> FloatArray:
    return np.array([[one.lightness, one.a, one.b] for one in palette], dtype=np.float32).reshape(-1, 3)
