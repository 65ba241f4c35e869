"""Answers words: which garments of a film look like them, and which products of the whole catalogue do."""

from functools import lru_cache
from typing import Any

import numpy as np

from shopping.matching import words
from shopping.matching.nearness import text_vector
from shopping.matching.ranker import best_first, by_words
from shopping.models import Lookup
from shopping.queries.cards import cards
from shopping.search.stems import stem
from vision.colours import SHADES
from vision.language.categories import CATEGORIES, group_of
from vision.language.colour_names import Palette, fit, palette_from_json
from vision.models import Garment
from vision.types import FloatArray
from vision.vectors import unpack

PRODUCTS = 24
MOMENTS = 12
MIN_COLOUR_FIT = 0.5
"""How well a garment's measured colours must answer those of the words."""
LIKELIER_THAN = 0.97
"""A garment answers when the words fit it better than this part of all other ways to describe a garment do."""
PATTERNS = (
    "plain", "striped", "stripe", "checked", "check", "dotted", "dot", "floral", "flower", "leopard", "denim",
    "leather", "wool", "silk",
)  # fmt: skip
SPOKEN_OF = frozenset(map(stem, (*SHADES, *PATTERNS)))


def words_answer(lookup: Lookup) -> dict[str, Any]:
    """{"garments": [pk, …], "products": [card, …]} of ``{"words": text}``, best first."""
    text = lookup.query["words"]
    if not is_understood(text):
        return {"garments": [], "products": []}
    garments = garments_like(lookup.video_id, text) if lookup.video_id else []
    return {"garments": garments, "products": cards(products_like(text), PRODUCTS)}


def is_understood(text: str) -> bool:
    """Whether a word of it speaks of clothes: a colour, a pattern, a kind, or what a shop calls a product.

    A model finds something nearest to any word; "zeppelin" is better answered with nothing.
    """
    query = words.understood(text)
    known = {stem for term in query.terms for stem in term}
    return bool(query.category or query.colours or known & SPOKEN_OF or words.scores(query))


def products_like(text: str) -> list[int]:
    """Product pks that answer by what their feed says and by what the model sees, best first."""
    return best_first(by_words(text))[: 4 * PRODUCTS]


def garments_like(video_id: int, text: str) -> list[int]:
    """Garments of a film that answer the words, best first.

    Words that name a kind of garment are answered by that kind's group alone, words that name colours by what was
    measured of the garments. Cosines of words and pictures mean little by themselves, so where no colour decides, the
    words compete with a list of other descriptions for each garment.
    """
    from vision.nets.runtime import get_embedder

    embedder, query = get_embedder(), words.understood(text)
    kind = group_of(query.category)
    rows = Garment.objects.filter(analysis__video_id=video_id, model=embedder.stamp, hidden=False)
    listed = rows.values_list("pk", "category", "palette", "vector")
    known = [row for row in listed if not kind or group_of(row[1]) == kind]
    if not known:
        return []
    vectors = np.stack([unpack(vector) for *_, vector in known])
    own = vectors @ text_vector(text)
    beaten = (vectors @ descriptions(embedder.stamp).T <= own[:, None] + 1e-6).mean(axis=1)
    fits = np.array([colour_fit(query, palette_from_json(palette)) for _, _, palette, _ in known])
    answers = np.where(np.isnan(fits), beaten >= LIKELIER_THAN, fits >= MIN_COLOUR_FIT)
    order = np.lexsort((-own, -np.round(beaten, 2), -np.round(np.nan_to_num(fits), 1)))
    return [known[place][0] for place in order if answers[place]][:MOMENTS]


def colour_fit(query: words.Query, palette: Palette) -> float:
    """How well (0..1) measured colours answer the worst answered colour of a query; NaN where either has none."""
    if not query.colours or not palette:
        return float("nan")
    return min(fit(palette, colour.name, colour.shade) for colour in query.colours.values())


@lru_cache(maxsize=2)
def descriptions(stamp: str) -> FloatArray:
    """Unit vectors (n, d) of "red dress" and the like: every colour with every category."""
    from vision.nets.runtime import get_embedder

    return get_embedder().embed_texts([f"{colour} {kind}" for colour in SHADES for kind in CATEGORIES])
