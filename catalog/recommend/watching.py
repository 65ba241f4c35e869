"""How alike titles are in who watched them: item-to-item co-watching (Linden et al. 2003, Amazon.com Recommendations;
damped for active viewers as Karypis 2001 does).
"""

from collections.abc import Sequence

import numpy as np

from catalog.recommend.content import Floats, Ints

SHRINK = 4.0
"""Added to the number of viewers, so that two titles that one viewer shares are not the same."""
MAX_OF_VIEWER = 300
"""The last titles of a viewer that count."""


class Watching:
    """Who watched what of n titles; ``viewers`` and ``titles`` are the places (m,) of each pair, each pair once."""

    def __init__(self, viewers: Ints, titles: Ints, count: int) -> None:
        self.count = count
        order = np.argsort(viewers, kind="stable")
        self.by_viewer = titles[order]
        sizes = np.bincount(viewers) if len(viewers) else np.zeros(1, dtype=np.int64)
        self.viewer_starts = np.concatenate([[0], np.cumsum(sizes)])
        self.by_title = viewers[np.argsort(titles, kind="stable")]
        self.watched = np.bincount(titles, minlength=count).astype(np.float32)
        self.title_starts = np.concatenate([[0], np.cumsum(self.watched.astype(np.int64))])
        self.weights = 1.0 / np.log1p(1.0 + np.maximum(sizes, 1)).astype(np.float32)

    def scores(self, title: int) -> Floats:
        """(n,) damped cosines of one title's viewers with every other's, 0 to 1; its own place is 0."""
        found = np.zeros(self.count, dtype=np.float32)
        for viewer in self.by_title[self.title_starts[title] : self.title_starts[title + 1]]:
            mine = self.by_viewer[self.viewer_starts[viewer] : self.viewer_starts[viewer + 1]][-MAX_OF_VIEWER:]
            found[mine] += self.weights[viewer]
        found /= np.sqrt((self.watched + SHRINK) * (self.watched[title] + SHRINK))
        found[title] = 0.0
        return found

    def belief(self, title: int) -> Floats:
        """(n,) how far these cosines are to be believed: 0 where one of the two was never watched, then nearing 1."""
        both = self.watched * self.watched[title]
        found: Floats = np.sqrt(both / ((self.watched + SHRINK) * (self.watched[title] + SHRINK)))
        return found


def pairs(viewers: Sequence[int], titles: Sequence[int]) -> tuple[Ints, Ints]:
    """Pairs in the order given, each once, with viewers numbered from 0."""
    _, numbers = np.unique(np.asarray(viewers, dtype=np.int64), return_inverse=True)
    places = np.asarray(titles, dtype=np.int64)
    if not len(places):
        return places, places
    _, first = np.unique(numbers.reshape(-1) * (places.max() + 1) + places, return_index=True)
    first.sort()
    return numbers.reshape(-1)[first], places[first]
