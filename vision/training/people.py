"""Labelled photos of people: the street-fashion photos of Clothing Co-Parsing (Yang, Luo, Lin, CVPR 2014)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from vision.language.categories import PARTS
from vision.language.vocabulary import CCP_LABELS
from vision.training.threads import in_threads
from vision.types import ByteArray

HELD_OUT_EVERY = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A photo (h, w, 3) and its parts (h, w), indices into ``PARTS``."""

    photo: ByteArray
    parts: ByteArray


def table_of(labels: Sequence[str]) -> ByteArray:
    """Maps the data set's label index to ours; unknown labels become background."""
    part_of = {word: PARTS.index(part) for part, words in CCP_LABELS.items() for word in words.split()}
    return np.array([part_of.get(label, 0) for label in labels], dtype=np.uint8)


def is_held_out(path: Path) -> bool:
    """Every fifth photo by its number is never trained on."""
    return int(path.stem) % HELD_OUT_EVERY == 0


def load(folder: Path, *, held_out: bool) -> list[Labelled]:
    """The photos to train on, or those held out."""
    table = table_of(json.loads((folder / "labels.json").read_text(encoding="utf-8")))

    def labelled(mask: Path) -> Labelled:
        with Image.open(folder / "photos" / f"{mask.stem}.jpg") as photo, Image.open(mask) as parts:
            return Labelled(np.asarray(photo.convert("RGB")), table[np.asarray(parts)])

    masks = sorted((folder / "masks").glob("*.png"))
    return list(in_threads(labelled, (mask for mask in masks if is_held_out(mask) == held_out)))
