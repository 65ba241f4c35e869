"""The titles most like a title: co-watching where there is evidence, and what content says of it where there is none.

The likeness of two titles in who watched them is shrunk towards what their content lets expect (empirical Bayes: Efron
and Morris 1973): as many viewers as have watched both, so much the cosine counts.
"""

from collections.abc import Iterator

import numpy as np

from catalog.recommend.content import Content, Floats
from catalog.recommend.watching import Watching

NEIGHBOURS = 30
FRESH = 6
"""Of them, places for titles that hardly anybody has watched, which would never be found otherwise."""
FRESH_VIEWERS = 2
SAMPLE = 200


class Likeness:
    """Content and co-watching of the same n titles, joined."""

    def __init__(self, content: Content, watching: Watching) -> None:
        self.content, self.watching = content, watching
        self.scale = self._scale()

    def scores(self, title: int) -> Floats:
        """(n,) likeness of every title with one, 0 to 1."""
        expected = np.float32(self.scale) * self.content.scores(title)
        if not self.watching.watched[title]:
            return expected
        return self.watching.scores(title) + (1.0 - self.watching.belief(title)) * expected

    def _scale(self) -> float:
        """The slope of co-watching on content (least squares through 0), of the most watched titles; 1 without any."""
        most = np.argsort(-self.watching.watched, kind="stable")[:SAMPLE]
        above, below = 0.0, 0.0
        for title in most[self.watching.watched[most] > 0]:
            content, belief = self.content.scores(title), self.watching.belief(title)
            above += float((belief * content * self.watching.scores(title)).sum())
            below += float((belief * content**2).sum())
        return min(1.0, above / below) if above > 0 else 1.0


def nearest(content: Content, watching: Watching, limit: int = NEIGHBOURS) -> Iterator[list[tuple[int, float]]]:
    """For each title in turn (place, likeness) of those most like it, best first; none that has nothing in common."""
    likeness = Likeness(content, watching)
    is_fresh = watching.watched <= FRESH_VIEWERS
    room = FRESH if is_fresh.any() and not is_fresh.all() else 0
    for title in range(content.count):
        scores = likeness.scores(title)
        chosen = _chosen(scores, is_fresh, limit, room)
        ordered = chosen[np.lexsort((chosen, -scores[chosen]))]
        yield [(int(place), float(scores[place])) for place in ordered]


def _chosen(scores: Floats, is_fresh: np.ndarray, limit: int, room: int) -> np.ndarray:
    """The best, with ``room`` places for fresh ones; those that no fresh one takes are the next best's."""
    best = _best(scores, limit - room)
    left = scores.copy()
    left[best] = 0.0
    fresh = _best(np.where(is_fresh, left, 0.0), room)
    left[fresh] = 0.0
    return np.concatenate([best, fresh, _best(left, limit - len(best) - len(fresh))]).astype(np.int64)


def _best(scores: Floats, count: int) -> np.ndarray:
    """Places of the largest that are above nothing, in no order."""
    count = min(count, len(scores))
    found = np.argpartition(-scores, count - 1)[:count] if count > 0 else np.zeros(0, dtype=np.int64)
    return found[scores[found] > 0]
