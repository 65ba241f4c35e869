"""What searching the index costs, with the filters in use: exact and inverted lists, their size and their recall."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from shopping.index import bases
from shopping.index.columns import CODES, Columns, group_codes
from shopping.index.files import Manifest
from shopping.index.snapshot import Snapshot
from trendflix.bench.clock import Figures
from vision.language.categories import CATEGORIES
from vision.types import AnyArray, FloatArray
from vision.vectors import unit

PRODUCTS, QUERIES, DIMENSIONS, TOP = 50_000, 40, 640, 10
FETCHED = 400
"""Pictures that a viewer's question asks for."""
CHUNK = 20_000
CLUSTERS_PER_CATEGORY = 400
SPREAD = 1.0
"""Length of what is a picture's own beside what it shares with its cluster, whose length is 1."""
IN_STOCK = 0.9
SHARES = {"top": 6, "trousers": 3, "outerwear": 3, "shoes": 3, "dress": 2}
"""How often categories come, the others once."""


@dataclass(frozen=True, slots=True)
class Shop:
    """Made-up pictures: a category and an availability each, and vectors that are made a chunk at a time."""

    size: int
    category: AnyArray
    available: AnyArray
    cluster: AnyArray
    centres: FloatArray

    @classmethod
    def of(cls, size: int) -> "Shop":
        """A shop of a number of pictures, the same each time."""
        rng = np.random.default_rng(0)
        weights = np.array([SHARES.get(name, 1) for name in CATEGORIES], dtype=float)
        category = rng.choice(len(CATEGORIES), size, p=weights / weights.sum())
        cluster = category * CLUSTERS_PER_CATEGORY + rng.integers(0, CLUSTERS_PER_CATEGORY, size)
        centres = rng.standard_normal((len(CATEGORIES) * CLUSTERS_PER_CATEGORY, DIMENSIONS), dtype=np.float32)
        return cls(size, category, rng.random(size) < IN_STOCK, cluster, unit(centres))

    def vectors(self, first: int, last: int) -> FloatArray:
        """Unit vectors (n, d) of pictures ``first`` to ``last``, around their clusters' centres."""
        return made_up(self.centres[self.cluster[first:last]], seed=first + 1)

    def chunks(self, until: int) -> Iterator[tuple[AnyArray, FloatArray]]:
        """(ids, vectors) of the first pictures; ids begin at 1."""
        for first in range(0, until, CHUNK):
            last = min(first + CHUNK, until)
            yield np.arange(first + 1, last + 1), self.vectors(first, last)

    def columns(self) -> Columns:
        """The columns as the index keeps them."""
        ids = np.arange(1, self.size + 1)
        version = np.zeros(self.size, np.uint32)
        return Columns(ids, ids, ids, self.category.astype(np.uint8), version, self.available, version)


def made_up(centres: FloatArray, seed: int) -> FloatArray:
    """Unit vectors (n, d), each near its centre."""
    noise = np.random.default_rng(seed).standard_normal(centres.shape, dtype=np.float32)
    return unit(centres + SPREAD / DIMENSIONS**0.5 * noise)


def measure(products: int = PRODUCTS) -> Figures:
    """Recall@10 and times of questions on one core, filtered by category group and availability; sizes."""
    shop = Shop.of(products)
    chosen = np.random.default_rng(1).integers(0, products, QUERIES)
    queries = made_up(shop.centres[shop.cluster[chosen]], seed=0)
    figures: Figures = {"pictures": float(products)}
    truth = _truth(shop, queries, shop.category[chosen])
    kinds = {"lists": False} | ({"exact": True} if products <= bases.EXACT_TO else {})
    for name, exact in kinds.items():
        snapshot = _built(shop, exact)
        taken, found = _asked(snapshot, queries, shop.category[chosen])
        recall = np.mean([len(set(ours) & set(theirs)) / TOP for ours, theirs in zip(found, truth, strict=True)])
        figures |= {f"{name}_recall_at_10": float(recall), f"{name}_p50_ms": 1000 * float(np.median(taken))}
        figures[f"{name}_p95_ms"] = 1000 * float(np.percentile(taken, 95))
        figures[f"{name}_mb"] = _size(snapshot.faiss) / 1e6
    return figures


def _built(shop: Shop, exact: bool) -> Snapshot:
    index: Any = bases.base_new(shop.size, DIMENSIONS, exact=exact)
    if not exact:
        sample = min(shop.size, bases.training_size(shop.size))
        index.train(np.concatenate([vectors for _, vectors in shop.chunks(sample)]))
    bases.base_fill(index, shop.chunks(shop.size))
    none = np.zeros(0, np.int64), np.zeros((0, DIMENSIONS), np.float32)
    return Snapshot(Manifest("bench", 1, "", shop.size, "", "", shop.size), index, *none, shop.columns())


def _asked(snapshot: Snapshot, queries: FloatArray, codes: AnyArray) -> tuple[list[float], list[list[int]]]:
    """Seconds of one core that each question takes, whatever else the machine does, and the ids that it found."""
    import faiss

    snapshot.warmed()
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    taken, found = [], []
    for query, code in zip(queries, codes, strict=True):
        began = time.thread_time()
        allowed = snapshot.in_categories(group_codes(CATEGORIES[code]))
        _, ids = snapshot.search(query[None], allowed, FETCHED)
        taken.append(time.thread_time() - began)
        found.append(ids[0, :TOP].tolist())
    faiss.omp_set_num_threads(threads)
    return taken, found


def _truth(shop: Shop, queries: FloatArray, codes: AnyArray) -> list[list[int]]:
    """Ids of the ten nearest that each question's filter lets through, by comparing with all."""
    groups = [group_codes(CATEGORIES[code]) for code in codes]
    member = np.array([[code in group for code in CODES.values()] for group in groups])
    best: list[tuple[FloatArray, AnyArray]] = []
    for ids, vectors in shop.chunks(shop.size):
        allowed = member[:, shop.category[ids - 1]] & shop.available[ids - 1]
        scores = np.where(allowed, queries @ vectors.T, -np.inf)
        top = np.argpartition(-scores, min(TOP, len(ids)) - 1, axis=1)[:, :TOP]
        best.append((np.take_along_axis(scores, top, axis=1), ids[top]))
    scores, found = np.hstack([one for one, _ in best]), np.hstack([one for _, one in best])
    order = np.argsort(-scores, axis=1)[:, :TOP]
    return [row.tolist() for row in np.take_along_axis(found, order, axis=1)]


def _size(index: Any) -> float:
    """Bytes of its file, which is what it takes in memory."""
    import faiss

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.faiss"
        faiss.write_index(index, str(path))
        return float(path.stat().st_size)
