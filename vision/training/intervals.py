"""Means with their doubt: folds, and a bootstrap over groups that are found or missed together (Efron 1979)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vision.types import BoolArray

FOLDS, RESAMPLES = 5, 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """A recall with its 95 % interval, and that of the worst fold."""

    recall: float
    low: float
    high: float
    worst: float

    def __str__(self) -> str:
        return f"{self.recall:.3f} [{self.low:.3f}, {self.high:.3f}] worst fold {self.worst:.3f}"


def figure(hits: BoolArray, styles: Sequence[str], seed: int = 0) -> Figure:
    """The mean of hits (n,) with a bootstrap over styles. Raises ``ValueError`` without any."""
    if not len(hits):
        raise ValueError("There is nothing to take the recall of.")
    names, rows = np.unique(np.array(styles), return_inverse=True)
    counts = np.bincount(rows)
    right = np.bincount(rows, weights=hits)
    drawn = np.random.default_rng(seed).integers(len(names), size=(RESAMPLES, len(names)))
    means = right[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    folds = np.array([fold_of(name) for name in names])[rows]
    worst = min(float(hits[folds == fold].mean()) for fold in np.unique(folds))
    low, high = np.percentile(means, (2.5, 97.5))
    return Figure(float(hits.mean()), float(low), float(high), worst)


def fold_of(style: str) -> int:
    """The fold (0 to ``FOLDS`` - 1) of a style, the same in every run."""
    return hashlib.sha256(style.encode()).digest()[0] % FOLDS
