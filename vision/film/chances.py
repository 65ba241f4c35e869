"""Which categories a garment may be of: a parser and a dual encoder each say how likely they are.

Neighbours are taken for one another (a hoodie for a jacket, the lower half of a dress for a skirt), so a name alone
would hide what a garment is from the search for products.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from vision.images.wearable import QUESTION
from vision.language.categories import CATEGORIES
from vision.language.zeroshot import ZeroShotClassifier
from vision.types import AnyArray, FloatArray

Chances = Mapping[str, float]
"""Category → how likely it is, 0..1; empty where that is not known."""
FLOOR = 1e-4
"""Chance that is taken for what is said to be impossible."""
MIN_KEPT = 0.02


def mixed_chances(said: Sequence[Chances], weights: Iterable[float]) -> dict[str, float]:
    """The mean of some chances by their weights; empty ones say nothing."""
    known = [(chances, weight) for chances, weight in zip(said, weights, strict=True) if chances]
    total = sum(weight for _, weight in known)
    if not total:
        return {}
    return {name: sum(c.get(name, 0.0) * weight for c, weight in known) / total for name in CATEGORIES}


def agreed_chances(said: Chances, vector: FloatArray, classifier: ZeroShotClassifier) -> dict[str, float]:
    """What the parser says with what the dual encoder sees in a unit vector (d,): their geometric mean.

    Those under ``MIN_KEPT`` are left out; empty where the parser says nothing.
    """
    if not said:
        return {}
    seen = dict(zip(QUESTION.answers, classifier.probabilities(vector[None], QUESTION)[0], strict=True))
    both: AnyArray = np.sqrt([(said.get(name, 0.0) + FLOOR) * (float(seen[name]) + FLOOR) for name in CATEGORIES])
    both /= both.sum()
    return {name: round(float(one), 3) for name, one in zip(CATEGORIES, both, strict=True) if one >= MIN_KEPT}
