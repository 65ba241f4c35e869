"""Whether a product photo shows something to wear, and what: for products of which no words tell.

The garment parser finds garments in everything, since it has seen nothing else. So the dual encoder is asked as well
(zero-shot classification, Radford et al. 2021, CLIP), and only what both see is believed.
"""

from functools import lru_cache

import numpy as np

from vision.images.product_image import RegionEmbedding
from vision.language.categories import group_of
from vision.language.vocabulary import GARMENT_PROMPTS
from vision.language.zeroshot import Question, ZeroShotClassifier
from vision.nets.runtime import get_embedder

QUESTION = Question("garment", GARMENT_PROMPTS)
MIN_SCORE = 0.8
"""The parser's score from which its garment is believed."""
MIN_CHANCE = 0.5
"""Chance of the garment's search group, from the dual encoder, from which it is believed."""


@lru_cache(maxsize=2)
def _classifier(stamp: str) -> ZeroShotClassifier:
    """Kept, so that the question's words are embedded once a model."""
    return ZeroShotClassifier(get_embedder())


def sure_category(seen: RegionEmbedding) -> str:
    """The category that a photo shows without a doubt; ``""`` where parser and dual encoder do not both see it."""
    if not seen.category or seen.score < MIN_SCORE:
        return ""
    return seen.category if group_chance(seen) >= MIN_CHANCE else ""


def group_chance(seen: RegionEmbedding) -> float:
    """The chance (0..1) that the dual encoder gives to the search group of the parser's category."""
    chances = _classifier(get_embedder().stamp).probabilities(seen.vector[None], QUESTION)[0]
    group = group_of(seen.category)
    return float(
        np.sum([chance for kind, chance in zip(GARMENT_PROMPTS, chances, strict=True) if group_of(kind) == group])
    )
