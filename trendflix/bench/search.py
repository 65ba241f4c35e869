"""What searching costs: the exact index against plain multiplication, and inverted lists against the exact one."""

from typing import Any

import numpy as np

from trendflix.bench.clock import Figures, interleaved
from vision.types import AnyArray, FloatArray
from vision.vectors import unit

PICTURES, QUERIES, DIMENSIONS, TOP = 100_000, 16, 256, 60
STYLES = 5_000
SPREAD = 0.6


def measure() -> Figures:
    """Ratios on made-up vectors that lie in clusters, as products' do."""
    import faiss

    from shopping.index.product_index import LISTS_A_ROOT, PROBED

    vectors, queries = made_up(np.random.default_rng(0))
    flat = faiss.IndexFlatIP(DIMENSIONS)
    flat.add(vectors)
    lists: Any = faiss.index_factory(
        DIMENSIONS, f"IVF{int(LISTS_A_ROOT * PICTURES**0.5)},SQfp16", faiss.METRIC_INNER_PRODUCT
    )
    lists.train(vectors[::2])
    lists.add(vectors)
    lists.nprobe = PROBED

    def plainly() -> AnyArray:
        return np.argpartition(-(queries @ vectors.T), TOP, axis=1)[:, :TOP]

    index, plain = interleaved(lambda: flat.search(queries, TOP), plainly)
    quick, exact = interleaved(lambda: lists.search(queries, TOP), lambda: flat.search(queries, TOP))
    truth, found = flat.search(queries, TOP)[1], lists.search(queries, TOP)[1]
    kept = [len(set(ours) & set(theirs)) / TOP for ours, theirs in zip(found, truth, strict=True)]
    return {
        "plain_to_exact_index": plain / index,
        "exact_to_inverted_lists": exact / quick,
        "inverted_lists_recall": float(np.mean(kept)),
        "exact_ms_a_query": 1000 * exact / QUERIES,
    }


def made_up(rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Unit vectors (PICTURES, d) round the centres of styles, and queries (QUERIES, d) like them."""
    centres = rng.standard_normal((STYLES, DIMENSIONS)).astype(np.float32)
    rows = centres[rng.integers(0, STYLES, PICTURES + QUERIES)]
    noisy = unit(rows + SPREAD * rng.standard_normal(rows.shape).astype(np.float32))
    return noisy[:PICTURES], noisy[PICTURES:]
