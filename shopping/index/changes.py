"""What differs between two states of the columns."""

from dataclasses import dataclass

import numpy as np

from shopping.index.columns import Columns
from vision.types import AnyArray, BoolArray


@dataclass(frozen=True, slots=True)
class Changes:
    """Picture ids: vectors to put into an index, and vectors to take out of it; ``others`` counts changed columns."""

    added: AnyArray
    removed: AnyArray
    others: int

    def __bool__(self) -> bool:
        return bool(len(self.added) or len(self.removed) or self.others)


def changes_between(old: Columns, new: Columns) -> Changes:
    """What an index of ``old`` needs to become one of ``new``. A picture whose vector changed is added: it replaces."""
    before = old.places(new.image)
    is_new = (before < 0) | _differs(old, before, new, "version")
    differs = _differs(old, before, new, "product", "style", "category", "traits")
    others = ~is_new & (differs | _flipped(old, before, new))
    return Changes(new.image[is_new], np.setdiff1d(old.image, new.image, assume_unique=True), int(others.sum()))


@dataclass(frozen=True, slots=True)
class Effects:
    """What matching must look at: rows of the new columns that may now match, products that may match no more."""

    entering: AnyArray
    leaving: AnyArray


def effects_between(old: Columns, new: Columns) -> Effects:
    """What can change matches when the columns change: what became a candidate, and what was one."""
    before, after = old.places(new.image), new.places(old.image)
    names = ("version", "product", "style", "category", "traits")
    entering = new.available & ((before < 0) | ~_at(old.available, before) | _differs(old, before, new, *names))
    leaving = old.available & ((after < 0) | ~_at(new.available, after) | _differs(new, after, old, *names))
    return Effects(np.flatnonzero(entering), np.unique(old.product[leaving]))


def _at(values: AnyArray, places: AnyArray) -> AnyArray:
    """``values`` at some places; anything where the place is -1."""
    return values[places] if len(values) else np.zeros(len(places), dtype=values.dtype)


def _differs(there: Columns, places: AnyArray, here: Columns, *names: str) -> BoolArray:
    """Whether rows that stand in both differ in any of some columns."""
    differs = np.zeros(len(here), dtype=bool)
    for name in names:
        differs |= _at(getattr(there, name), places) != getattr(here, name)
    return differs & (places >= 0)


def _flipped(there: Columns, places: AnyArray, here: Columns) -> BoolArray:
    return np.asarray((places >= 0) & (_at(there.available, places) != here.available))
