"""How alike titles are in what they are made of: genres, people, words, language, country, decade, and their look.

Each kind of feature is a tf-idf vector of length one a title (Manning et al. 2008, Introduction to Information
Retrieval, 6.2-6.4); the likeness of two titles is the weighted sum of the cosines of each kind. Nothing here touches
the database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
WEIGHTS: Mapping[str, float] = {
    "genres": 0.30,
    "people": 0.25,
    "words": 0.15,
    "look": 0.15,
    "languages": 0.06,
    "countries": 0.04,
    "decade": 0.05,
}
MAX_SHARE = 0.25
"""A word of more of the titles than this says nothing."""


@dataclass(frozen=True)
class Described:
    """A title's features: kind → {feature: weight}; ``look`` is a unit vector (d,), or ``None``."""

    features: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    look: Floats | None = None


class Postings:
    """One kind of feature of n titles, found by feature and by title."""

    def __init__(self, rows: Sequence[Mapping[str, float]], max_share: float = 1.0) -> None:
        known: dict[str, int] = {}
        triples = [(n, known.setdefault(name, len(known)), w) for n, row in enumerate(rows) for name, w in row.items()]
        titles, features = (np.array([t[k] for t in triples], dtype=np.int64) for k in (0, 1))
        values = np.array([t[2] for t in triples], dtype=np.float32)
        frequency = np.bincount(features, minlength=len(known)).astype(np.float32)
        if len(triples):
            values *= (
                np.log1p(len(rows) / frequency)[features] * (frequency <= max(2.0, max_share * len(rows)))[features]
            )
        length = np.sqrt(np.bincount(titles, values**2, minlength=len(rows)))
        values /= np.maximum(length[titles], 1e-9).astype(np.float32)
        order = np.argsort(features, kind="stable")
        self.titles, self.values = titles[order], values[order]
        self.starts = np.concatenate([[0], np.cumsum(np.bincount(features, minlength=len(known)))]).astype(np.int64)
        self.of_title = np.concatenate([[0], np.cumsum(np.bincount(titles, minlength=len(rows)))]).astype(np.int64)
        self.features, self.weights = features, values

    def add(self, scores: Floats, title: int, weight: float) -> None:
        """Add ``weight`` times the cosine with one title to the scores (n,) of all."""
        for place in range(self.of_title[title], self.of_title[title + 1]):
            value = weight * self.weights[place]
            if value:
                start, end = self.starts[self.features[place]], self.starts[self.features[place] + 1]
                scores[self.titles[start:end]] += value * self.values[start:end]


class Content:
    """The likeness of n titles; ``scores(n)`` gives a title's with all of them, 0 to 1."""

    def __init__(self, titles: Sequence[Described], weights: Mapping[str, float] = WEIGHTS) -> None:
        self.count, self.weights = len(titles), weights
        self.kinds = {
            kind: Postings([title.features.get(kind, {}) for title in titles], MAX_SHARE if kind == "words" else 1.0)
            for kind in weights
            if kind != "look"
        }
        self.seen, self.looks = _looks([title.look for title in titles])

    def scores(self, title: int) -> Floats:
        """(n,) likeness of every title with one; its own place is 0."""
        found = np.zeros(self.count, dtype=np.float32)
        for kind, postings in self.kinds.items():
            postings.add(found, title, self.weights[kind])
        place = int(np.searchsorted(self.seen, title))
        if place < len(self.seen) and self.seen[place] == title:
            found[self.seen] += self.weights.get("look", 0.0) * np.maximum(self.looks @ self.looks[place], 0.0)
        found[title] = 0.0
        return found


def _looks(vectors: Iterable[Floats | None]) -> tuple[Ints, Floats]:
    """Places of the titles with a look, and their vectors (k, d) less the mean of all: films share most of a look."""
    known = [(place, vector) for place, vector in enumerate(vectors) if vector is not None]
    if not known:
        return np.zeros(0, dtype=np.int64), np.zeros((0, 1), dtype=np.float32)
    rows = np.stack([vector for _, vector in known]).astype(np.float32)
    rows -= rows.mean(axis=0)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.array([place for place, _ in known], dtype=np.int64), rows
