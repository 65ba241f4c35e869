"""Garments: the same drawing clothes a figure in the film and stands alone on a product photo."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from trendflix.demo.canvas import Canvas, Colour, Floats, Paint, Point, as_floats
from trendflix.demo.figure import Joints, between, limb
from vision.language.categories import PARTS


@dataclass(frozen=True, slots=True)
class Garment:
    """A style: its cut (a name in ``CUTS``), colour, second colour, and pattern (a name in ``PATTERNS``)."""

    cut: str
    colour: Colour
    second: Colour = (240, 236, 228)
    pattern: str = "plain"

    @property
    def category(self) -> str:
        """The garment category of its cut."""
        return CUTS[self.cut].category

    @property
    def label(self) -> int:
        """Its index among the parts that a parser tells apart."""
        return PARTS.index(self.category)


def _share(pattern: str, x: Floats, y: Floats) -> Floats:
    """Part (n,) of the second colour at each point."""
    if pattern == "striped":
        return (np.mod(y * 34, 1.0) < 0.42).astype(np.float32)
    if pattern == "checked":
        across, down = np.mod(x * 26, 1.0) < 0.35, np.mod(y * 26, 1.0) < 0.35
        return (across * 0.5 + down * 0.5).astype(np.float32)
    if pattern == "dotted":
        return (np.hypot(np.mod(x * 24, 1.0) - 0.5, np.mod(y * 24, 1.0) - 0.5) < 0.22).astype(np.float32)
    return np.zeros_like(x)


def paint(garment: Garment, light: float = 1.0) -> Paint:
    """Cloth: the pattern under a light from the upper left, with soft folds."""

    def colours(x: Floats, y: Floats) -> Floats:
        share = _share(garment.pattern, x, y)[:, None]
        cloth = as_floats(garment.colour) * (1 - share) + as_floats(garment.second) * share
        folds = 0.035 * np.sin(x * 70 + y * 18) + 0.025 * np.sin(y * 46 - x * 21)
        shade = light * (1.02 - 0.9 * np.clip(x, -0.15, 0.15) + folds)
        return as_floats(np.clip(cloth * shade[:, None], 0, 255))

    return colours


def sleeves(canvas: Canvas, j: Joints, garment: Garment, to: float, width: float = 0.07) -> None:
    """Sleeves down to ``to``: 1 the elbow, 2 the hand."""
    for shoulder, elbow, hand in ((j.l_shoulder, j.l_elbow, j.l_hand), (j.r_shoulder, j.r_elbow, j.r_hand)):
        points = [shoulder, between(shoulder, elbow, min(1.0, to))]
        widths = [width * 1.15, width]
        if to > 1:
            points.append(between(elbow, hand, to - 1))
            widths.append(width * 0.82)
        canvas.fill(limb(points, widths), paint(garment, 0.93), garment.label, smooth=1)


def torso(j: Joints, hem: float, ease: float = 0.0, flare: float = 0.0) -> list[Point]:
    """A body's outline from the neck to ``hem`` (y)."""
    lean = j.neck[0]
    hip = 0.098 * j.breadth + ease + flare
    return [
        (lean - 0.045, 0.858), (lean + 0.045, 0.858),
        (j.l_shoulder[0] + 0.018 + ease, 0.828), (j.l_shoulder[0] + 0.008 + ease, 0.74),
        (j.l_waist[0] + 0.012 + ease, 0.63), (hip, hem + 0.02), (hip, hem),
        (-hip, hem), (-hip, hem + 0.02), (j.r_waist[0] - 0.012 - ease, 0.63),
        (j.r_shoulder[0] - 0.008 - ease, 0.74), (j.r_shoulder[0] - 0.018 - ease, 0.828),
    ]  # fmt: skip


def tee(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A T-shirt."""
    sleeves(canvas, j, garment, 0.62, 0.082)
    canvas.fill(torso(j, 0.49), paint(garment), garment.label)
    dark = tuple(int(part * 0.72) for part in garment.colour)
    canvas.line([(j.neck[0] - 0.042, 0.856), (j.neck[0], 0.835), (j.neck[0] + 0.042, 0.856)], 0.007, _rgb(dark), 0.9)


def sweater(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A long-sleeved sweater with ribs at the hem."""
    sleeves(canvas, j, garment, 1.95, 0.084)
    canvas.fill(torso(j, 0.475, 0.012), paint(garment), garment.label)
    dark = _rgb(tuple(int(part * 0.75) for part in garment.colour))
    canvas.line([(-0.105 * j.breadth, 0.5), (0.105 * j.breadth, 0.5)], 0.006, dark, 0.8)
    canvas.line([(j.neck[0] - 0.045, 0.862), (j.neck[0] + 0.045, 0.862)], 0.018, dark, 0.8)


def jacket(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A jacket, open over what is below."""
    sleeves(canvas, j, garment, 1.95, 0.096)
    body = torso(j, 0.455, 0.024)
    lean = j.neck[0]
    for side in (1, -1):
        outer = [point for point in body if point[0] * side >= lean * side - 0.001]
        opening = [(lean + side * 0.016, 0.455), (lean + side * 0.026, 0.66), (lean + side * 0.05, 0.858)]
        ordered = outer if side == 1 else [outer[0], *outer[:0:-1]]
        canvas.fill([*ordered, *opening], paint(garment, 1.0 if side == -1 else 0.94), garment.label, smooth=1)
        dark = _rgb(tuple(int(part * 0.66) for part in garment.colour))
        canvas.line(opening, 0.007, dark, 0.9)
        canvas.line([(lean + side * 0.06, 0.54), (lean + side * 0.1, 0.55)], 0.006, dark, 0.8)
        canvas.fill(
            [(lean + side * 0.03, 0.868), (lean + side * 0.075, 0.85), (lean + side * 0.045, 0.77)],
            paint(garment, 0.85), garment.label, smooth=1,
        )  # fmt: skip


def dress(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A sleeveless dress, flared to the knee."""
    lean = j.neck[0]
    outline = [
        (lean - 0.03, 0.85), (lean, 0.83), (lean + 0.03, 0.85), (j.l_shoulder[0] - 0.012, 0.838),
        (j.l_shoulder[0] - 0.012, 0.74), (j.l_waist[0], 0.63), (0.15 * j.breadth, 0.3), (0.14 * j.breadth, 0.29),
        (-0.14 * j.breadth, 0.29), (-0.15 * j.breadth, 0.3), (j.r_waist[0], 0.63), (j.r_shoulder[0] + 0.012, 0.74),
        (j.r_shoulder[0] + 0.012, 0.838),
    ]  # fmt: skip
    canvas.fill(outline, paint(garment), garment.label)
    dark = _rgb(tuple(int(part * 0.7) for part in garment.colour))
    canvas.line([(j.r_waist[0], 0.628), (j.l_waist[0], 0.628)], 0.008, dark, 0.9)
    for x in (-0.07, -0.01, 0.05):
        canvas.line([(x * 0.5, 0.6), (x, 0.45), (x * 1.4, 0.31)], 0.006, dark, 0.35)


def skirt(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A short flared skirt."""
    outline = [
        (j.r_waist[0] - 0.008, 0.6), (j.l_waist[0] + 0.008, 0.6), (0.14 * j.breadth, 0.365),
        (0.135 * j.breadth, 0.355), (-0.135 * j.breadth, 0.355), (-0.14 * j.breadth, 0.365),
    ]  # fmt: skip
    canvas.fill(outline, paint(garment), garment.label, smooth=1)
    dark = _rgb(tuple(int(part * 0.7) for part in garment.colour))
    canvas.line([(j.r_waist[0], 0.582), (j.l_waist[0], 0.582)], 0.006, dark, 0.8)
    for x in (-0.08, -0.03, 0.03, 0.08):
        canvas.line([(x * 0.7, 0.57), (x * 1.25, 0.37)], 0.004, dark, 0.4)


def _legs(canvas: Canvas, j: Joints, garment: Garment, to: float, width: float) -> None:
    for hip, knee, ankle in ((j.l_hip, j.l_knee, j.l_ankle), (j.r_hip, j.r_knee, j.r_ankle)):
        points = [(hip[0], 0.53), knee] if to >= 1 else [(hip[0], 0.53), between(hip, knee, to)]
        widths = [width * 1.18, width * 0.98]
        if to > 1:
            points.append(between(knee, ankle, to - 1))
            widths.append(width * 0.8)
        canvas.fill(limb(points, widths), paint(garment, 0.95), garment.label, smooth=1)
    waist = 0.092 * j.breadth
    top = [(-waist, 0.605), (waist, 0.605), (waist + 0.016, 0.5), (0.02, 0.455), (-0.02, 0.455), (-waist - 0.016, 0.5)]
    canvas.fill(top, paint(garment), garment.label, smooth=1)
    dark = _rgb(tuple(int(part * 0.65) for part in garment.colour))
    canvas.line([(0, 0.6), (0, 0.5)], 0.005, dark, 0.7)
    canvas.line([(-waist, 0.59), (waist, 0.59)], 0.005, dark, 0.7)


def trousers(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """Straight trousers."""
    _legs(canvas, j, garment, 1.93, 0.098)


def shorts(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """Shorts to the middle of the thigh."""
    _legs(canvas, j, garment, 0.72, 0.112)


def shoes(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A pair of sneakers with white soles."""
    for (x, y), side in ((j.l_ankle, 1), (j.r_ankle, -1)):
        upper = [(x - side * 0.034, y + 0.03), (x + side * 0.018, y + 0.03), (x + side * 0.062, y - 0.008),
                 (x + side * 0.07, y - 0.024), (x - side * 0.036, y - 0.024)]  # fmt: skip
        canvas.fill(upper, paint(garment), garment.label, smooth=1)
        sole = [(x - side * 0.038, y - 0.016), (x + side * 0.074, y - 0.016), (x + side * 0.07, y - 0.032),
                (x - side * 0.036, y - 0.032)]  # fmt: skip
        canvas.fill(sole, garment.second, garment.label, smooth=1)


def beanie(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A knitted hat."""
    x, y = j.head
    dome = [(x - 0.064, y + 0.02), (x - 0.062, y + 0.075), (x - 0.02, y + 0.105), (x + 0.02, y + 0.105),
            (x + 0.062, y + 0.075), (x + 0.064, y + 0.02)]  # fmt: skip
    canvas.fill(dome, paint(garment), garment.label)
    rim = [(x - 0.068, y + 0.045), (x + 0.068, y + 0.045), (x + 0.066, y + 0.012), (x - 0.066, y + 0.012)]
    canvas.fill(rim, paint(garment, 0.82), garment.label, smooth=1)


def bag(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A shoulder bag at the hip, its strap across the body."""
    x, y = j.r_hip[0] - 0.085, 0.47
    canvas.fill(limb([j.l_shoulder, (j.neck[0] * 0.5, 0.7), (x + 0.02, y + 0.05)], [0.012] * 3), paint(garment, 0.8),
                garment.label, smooth=1)  # fmt: skip
    body = [(x - 0.07, y + 0.06), (x + 0.07, y + 0.06), (x + 0.078, y - 0.07), (x - 0.078, y - 0.07)]
    canvas.fill(body, paint(garment), garment.label, smooth=1)
    flap = [(x - 0.07, y + 0.062), (x + 0.07, y + 0.062), (x + 0.06, y), (x, y - 0.018), (x - 0.06, y)]
    canvas.fill(flap, paint(garment, 0.86), garment.label, smooth=1)


def scarf(canvas: Canvas, j: Joints, garment: Garment) -> None:
    """A scarf with one end hanging."""
    x, y = j.neck
    canvas.fill(limb([(x + 0.02, y - 0.01), (x + 0.045, 0.74), (x + 0.05, 0.66)], [0.045, 0.05, 0.055]),
                paint(garment, 0.9), garment.label, smooth=1)  # fmt: skip
    canvas.fill([(x - 0.065, y + 0.012), (x + 0.065, y + 0.012), (x + 0.075, y - 0.04), (x - 0.075, y - 0.04)],
                paint(garment), garment.label)  # fmt: skip


def _rgb(values: tuple[int, ...]) -> Colour:
    return values[0], values[1], values[2]


@dataclass(frozen=True, slots=True)
class Cut:
    """How a kind of garment is drawn, and in which order: what is worn above comes later."""

    category: str
    draw: Callable[[Canvas, Joints, Garment], None]
    layer: int
    frame: tuple[float, float, float, float]
    """Left, bottom, right, top of a product photo, in the figure's units."""


CUTS = {
    "shoes": Cut("shoes", shoes, 0, (-0.2, -0.04, 0.2, 0.1)),
    "trousers": Cut("trousers", trousers, 1, (-0.26, 0.02, 0.26, 0.64)),
    "shorts": Cut("shorts", shorts, 1, (-0.2, 0.28, 0.2, 0.64)),
    "tee": Cut("top", tee, 2, (-0.26, 0.44, 0.26, 0.9)),
    "sweater": Cut("top", sweater, 2, (-0.28, 0.42, 0.28, 0.9)),
    "skirt": Cut("skirt", skirt, 3, (-0.19, 0.32, 0.19, 0.63)),
    "dress": Cut("dress", dress, 3, (-0.26, 0.26, 0.26, 0.88)),
    "jacket": Cut("outerwear", jacket, 4, (-0.3, 0.42, 0.3, 0.9)),
    "scarf": Cut("scarf", scarf, 5, (-0.14, 0.6, 0.14, 0.9)),
    "bag": Cut("bag", bag, 6, (-0.3, 0.36, 0.16, 0.86)),
    "beanie": Cut("hat", beanie, 7, (-0.1, 0.91, 0.1, 1.05)),
}
PATTERNS = ("plain", "striped", "checked", "dotted")
