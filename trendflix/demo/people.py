"""Drawn people: a body, a face, hair, and what they wear."""

from dataclasses import dataclass, field

from trendflix.demo.canvas import Canvas, Colour
from trendflix.demo.figure import Joints, Pose, joints, limb
from trendflix.demo.garments import CUTS, Garment, _rgb
from vision.language.categories import PARTS

SKIN, HAIR = PARTS.index("skin"), PARTS.index("hair")
STYLES = ("short", "long", "bun", "curly")
TALL, BROAD, SOLE = 1.12, 0.8, 0.06
"""A sprite's height and width, and the room below its feet, in the figure's heights."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: skin and hair colour, hair style, and garments in any order."""

    skin: Colour
    hair: Colour
    style: str = "short"
    garments: tuple[Garment, ...] = field(default_factory=tuple)


def draw(person: Person, pose: Pose, height: float) -> Canvas:
    """A sprite of a person whose figure is ``height`` pixels tall; its feet stand ``SOLE`` above the lower edge."""
    canvas = Canvas(int(BROAD * height), int(TALL * height), height, (BROAD * height / 2, (TALL - SOLE) * height))
    j = joints(pose)
    _hair_behind(canvas, j, person)
    _body(canvas, j, person)
    worn = sorted(person.garments, key=lambda garment: CUTS[garment.cut].layer)
    below = [garment for garment in worn if garment.cut not in ("scarf", "beanie")]
    for garment in below:
        CUTS[garment.cut].draw(canvas, j, garment)
    _hands(canvas, j, person)
    _head(canvas, j, person)
    for garment in worn:
        if garment not in below:
            CUTS[garment.cut].draw(canvas, j, garment)
    return canvas


def shade(colour: Colour, part: float) -> Colour:
    """A darker colour."""
    return _rgb(tuple(int(value * part) for value in colour))


def _body(canvas: Canvas, j: Joints, person: Person) -> None:
    skin, dim = person.skin, shade(person.skin, 0.9)
    for hip, knee, ankle in ((j.l_hip, j.l_knee, j.l_ankle), (j.r_hip, j.r_knee, j.r_ankle)):
        canvas.fill(limb([(hip[0], 0.52), knee, ankle], [0.096, 0.066, 0.042]), dim, SKIN, smooth=2)
    for shoulder, elbow, hand in ((j.l_shoulder, j.l_elbow, j.l_hand), (j.r_shoulder, j.r_elbow, j.r_hand)):
        canvas.fill(limb([shoulder, elbow, hand], [0.058, 0.046, 0.034]), dim, SKIN, smooth=2)
    trunk = [(j.r_shoulder[0], 0.83), (j.l_shoulder[0], 0.83), (j.l_waist[0], 0.63), (0.095, 0.5), (-0.095, 0.5),
             (j.r_waist[0], 0.63)]  # fmt: skip
    canvas.fill(trunk, skin, SKIN)


def _hands(canvas: Canvas, j: Joints, person: Person) -> None:
    for x, y in (j.l_hand, j.r_hand):
        canvas.fill([(x - 0.018, y + 0.018), (x + 0.018, y + 0.018), (x + 0.02, y - 0.03), (x - 0.02, y - 0.03)],
                    person.skin, SKIN)  # fmt: skip


def _hair_behind(canvas: Canvas, j: Joints, person: Person) -> None:
    x, y = j.head
    if person.style == "long":
        canvas.fill([(x - 0.07, y + 0.05), (x + 0.07, y + 0.05), (x + 0.085, y - 0.14), (x - 0.085, y - 0.14)],
                    shade(person.hair, 0.8), HAIR)  # fmt: skip
    if person.style == "curly":
        canvas.fill([(x - 0.1, y + 0.03), (x, y + 0.13), (x + 0.1, y + 0.03), (x + 0.085, y - 0.06),
                     (x - 0.085, y - 0.06)], shade(person.hair, 0.85), HAIR)  # fmt: skip


def _head(canvas: Canvas, j: Joints, person: Person) -> None:
    x, y = j.head
    canvas.fill(limb([(x, y - 0.04), (j.neck[0], 0.83)], [0.046, 0.052]), shade(person.skin, 0.86), SKIN, smooth=1)
    face = [(x - 0.052, y + 0.05), (x, y + 0.078), (x + 0.052, y + 0.05), (x + 0.05, y - 0.02), (x + 0.022, y - 0.066),
            (x - 0.022, y - 0.066), (x - 0.05, y - 0.02)]  # fmt: skip
    canvas.fill(face, person.skin, SKIN)
    dark = (46, 34, 32)
    for side in (-1, 1):
        canvas.line([(x + side * 0.03, y + 0.004), (x + side * 0.014, y + 0.004)], 0.007, dark, 0.9)
        canvas.line([(x + side * 0.032, y + 0.02), (x + side * 0.012, y + 0.023)], 0.004, shade(person.hair, 0.8), 0.8)
    canvas.line([(x, y), (x + 0.006, y - 0.018)], 0.004, shade(person.skin, 0.7), 0.8)
    canvas.line(
        [(x - 0.018, y - 0.032), (x - 0.006, y - 0.039), (x + 0.006, y - 0.039), (x + 0.018, y - 0.032)],
        0.006,
        (158, 74, 70),
        0.9,
    )
    cap = [(x - 0.058, y + 0.012), (x - 0.062, y + 0.06), (x, y + 0.1), (x + 0.062, y + 0.06), (x + 0.058, y + 0.012),
           (x + 0.04, y + 0.05), (x - 0.03, y + 0.056)]  # fmt: skip
    canvas.fill(cap, person.hair, HAIR)
    if person.style == "bun":
        canvas.fill([(x - 0.03, y + 0.085), (x, y + 0.14), (x + 0.03, y + 0.085)], person.hair, HAIR)
