"""The labels: ``garments.tsv`` names what is worn in a film, ``frames.tsv`` says where it is on some of its frames.

Boxes are left, top, width and height in parts of the picture. A garment ``optional`` on a frame is so small, blurred
or cut off that an analysis is right with it and without it. A frame on which nothing is worn has one row without one.
Several names for a kind or a colour (``jeans/trousers``) are equally right. Films are named by their files in
``../shared/data`` (``film/``, ``video/``, ``luma/``), drawn ones by their slug.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from vision.types import Box

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Garment:
    """Something that one person wears in a film; names by which a person would call its kind and its colour."""

    film: str
    name: str
    person: str
    category: str
    kinds: tuple[str, ...]
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worn:
    """A garment on one frame."""

    garment: Garment
    box: Box
    is_optional: bool


@dataclass(slots=True)
class Frame:
    """All that is worn at a time (seconds) of a film."""

    film: str
    time: float
    worn: list[Worn]


def garments() -> dict[tuple[str, str], Garment]:
    """(film, name) → garment."""
    found = (
        Garment(row["film"], row["garment"], row["person"], row["category"], *(_names(row[k]) for k in NAMED))
        for row in _rows("garments.tsv")
    )
    return {(one.film, one.name): one for one in found}


def frames() -> list[Frame]:
    """Every labelled frame, film by film in order of time."""
    known = garments()
    found: dict[tuple[str, float], Frame] = {}
    for row in _rows("frames.tsv"):
        film, time = row["film"], float(row["time"])
        frame = found.setdefault((film, time), Frame(film, time, []))
        if row["garment"]:
            box = Box(*(float(row[side]) for side in "xywh"))
            frame.worn.append(Worn(known[film, row["garment"]], box, row["seen"] == "optional"))
    return list(found.values())


NAMED = ("kinds", "colours")


def _names(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("/"))


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
