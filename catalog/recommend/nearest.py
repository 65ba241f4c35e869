"""The titles most like a title: content and co-watching joined, as much of each as there is evidence."""

from collections.abc import Iterator

import numpy as np

from catalog.recommend.content import Content, Floats
from catalog.recommend.watching import Watching

NEIGHBOURS = 30
CONTENT_STAYS = 0.15
"""The share of content however many watched a title: what co-watching never saw must be found too."""


def joined_scores(content: Content, watching: Watching, title: int) -> Floats:
    """(n,) likeness of every title with one, 0 to 1."""
    believed = (1.0 - CONTENT_STAYS) * watching.evidence(title)
    scores = (1.0 - believed) * content.scores(title)
    return scores + np.float32(believed) * watching.scores(title) if believed else scores


def nearest(content: Content, watching: Watching, limit: int = NEIGHBOURS) -> Iterator[list[tuple[int, float]]]:
    """For each title in turn (place, likeness) of those most like it, best first; none that has nothing in common."""
    for title in range(content.count):
        scores = joined_scores(content, watching, title)
        count = min(limit, len(scores))
        best = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, dtype=np.int64)
        ordered = best[np.lexsort((best, -scores[best]))]
        yield [(int(place), float(scores[place])) for place in ordered if scores[place] > 0]
