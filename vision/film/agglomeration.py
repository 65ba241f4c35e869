"""Agglomerative clustering by cosine, with pairs that must not be joined.

The generic algorithm of Müllner (2011, "Modern hierarchical, agglomerative clustering algorithms", section 3.1): each
row knows its nearest later row; a merge updates one row, and other rows are searched again only when a nearest
neighbour that no longer holds comes to the top. Memory is O(n × d): similarities are computed by blocks of rows, and
the matrix of all pairs is never kept.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from vision.types import AnyArray, FloatArray

BLOCK_ROWS = 512
NOTHING = -np.inf
Merge = Callable[[int, int], FloatArray]
"""Merges the second item into the first and returns the unit vector (d,) of the result."""
Apart = Callable[[int, int], bool]
"""Whether two items must stay two; once they must, so must all that they are merged into."""


def agglomerate(
    vectors: FloatArray, frames: Sequence[set[int]], min_similarity: float, merge: Merge, apart: Apart | None = None
) -> None:
    """Merge the most similar pair of items, again and again, while its cosine is ``min_similarity`` or more.

    ``vectors`` (n, d) are unit vectors. Items whose ``frames`` share an element are never merged; a merged item has the
    frames of both. Nor are those that ``apart`` tells apart, which is asked of pairs that are similar enough. Of pairs
    of equal similarity the one of the lower first, then the lower second item is merged.
    """
    _Agglomeration(vectors, frames, min_similarity, merge, apart).run()


class _Agglomeration:
    """The state of ``agglomerate``: arrays by row, which is an item that is not merged into another yet."""

    def __init__(
        self,
        vectors: FloatArray,
        frames: Sequence[set[int]],
        min_similarity: float,
        merge: Merge,
        apart: Apart | None,
    ) -> None:
        self._vectors = np.array(vectors, dtype=np.float32)
        self._frames = [set(one) for one in frames]
        self._min, self._merge, self._apart = min_similarity, merge, apart
        count = len(self._frames)
        self._items = np.arange(count)
        """Rows → numbers of items; rows of merged items are removed from time to time."""
        self._alive = np.ones(count, dtype=bool)
        self._nearest = np.full(count, -1)
        self._bound = np.full(count, NOTHING, dtype=np.float32)
        """Similarity of each row's nearest later row; where ``_stale``, at least as high as that."""
        self._stale = np.zeros(count, dtype=bool)

    def run(self) -> None:
        """Call ``merge`` for each pair, the most similar first."""
        self._search_all()
        while len(self._items):
            row = int(self._bound.argmax())
            if self._bound[row] == NOTHING:
                return
            if self._stale[row]:
                self._search(row)
            else:
                self._join(row, int(self._nearest[row]))

    def _join(self, first: int, second: int) -> None:
        self._vectors[first] = self._merge(int(self._items[first]), int(self._items[second]))
        self._frames[first] |= self._frames[second]
        self._remove(second)
        # A row whose nearest was one of the two keeps its similarity as a bound.
        self._stale |= (self._nearest == first) | (self._nearest == second)
        similarities = self._similarities(0, first)
        self._offer(first, similarities[:first])
        self._choose(first, similarities)
        if 2 * int(self._alive.sum()) < len(self._items):
            self._compact()

    def _remove(self, row: int) -> None:
        self._alive[row], self._stale[row] = False, False
        self._bound[row], self._nearest[row] = NOTHING, -1
        self._vectors[row] = 0.0
        self._frames[row] = set()

    def _offer(self, row: int, similarities: FloatArray) -> None:
        """Make ``row`` the nearest of the earlier rows that it is more similar to than what they have."""
        bound = self._bound[:row]
        is_nearer = (similarities > bound) | (
            (similarities == bound) & ~self._stale[:row] & (self._nearest[:row] > row)
        )
        for earlier in np.flatnonzero(is_nearer & (similarities >= self._min) & self._alive[:row]):
            if self._may_join(int(earlier), row):
                self._bound[earlier], self._nearest[earlier] = similarities[earlier], row
                self._stale[earlier] = False

    def _may_join(self, row: int, other: int) -> bool:
        if not self._frames[row].isdisjoint(self._frames[other]):
            return False
        return self._apart is None or not self._apart(int(self._items[row]), int(self._items[other]))

    def _search(self, row: int) -> None:
        self._choose(row, self._similarities(row, row), row)

    def _similarities(self, start: int, row: int) -> FloatArray:
        """Cosines of the rows from ``start`` on with ``row``.

        Not ``@``: BLAS shares so little work among threads, which wait for each other where cores are busy.
        """
        found: FloatArray = np.vecdot(self._vectors[start:], self._vectors[row])
        return found

    def _choose(self, row: int, similarities: FloatArray, offset: int = 0) -> None:
        """Set the nearest later row of ``row`` that may be joined; ``similarities`` begin at row ``offset``."""
        later = similarities[row + 1 - offset :]
        self._bound[row], self._nearest[row], self._stale[row] = NOTHING, -1, False
        for place in self._by_similarity(later):
            other = row + 1 + place
            if self._alive[other] and self._may_join(row, int(other)):
                self._bound[row], self._nearest[row] = later[place], other
                return

    def _by_similarity(self, similarities: FloatArray) -> Iterator[int]:
        """Places of similarities that are high enough, the highest first; sorts only where the first will not do."""
        if not len(similarities) or similarities[best := int(similarities.argmax())] < self._min:
            return
        yield best
        places = np.flatnonzero(similarities >= self._min)
        yield from places[np.argsort(-similarities[places], kind="stable")].tolist()

    def _search_all(self) -> None:
        for start in range(0, len(self._items), BLOCK_ROWS):
            block = self._vectors[start : start + BLOCK_ROWS] @ self._vectors[start:].T
            for place, similarities in enumerate(block):
                self._choose(start + place, similarities, start)

    def _compact(self) -> None:
        """Leave out the rows of items that were merged into others."""
        kept = np.flatnonzero(self._alive)
        moved: AnyArray = np.cumsum(self._alive) - 1
        # A nearest row that is gone is stale, so where it points to does not matter.
        self._nearest = np.where(self._nearest[kept] < 0, -1, moved[self._nearest[kept]])
        self._vectors, self._items = self._vectors[kept], self._items[kept]
        self._bound, self._stale = self._bound[kept], self._stale[kept]
        self._frames = [self._frames[row] for row in kept]
        self._alive = np.ones(len(kept), dtype=bool)
