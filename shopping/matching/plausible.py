"""Which categories of products a garment is compared with, and what each is put before others by.

A garment is searched among its whole search group, and where its analysis took it for something else as well
(``Garment.chances``) also there: a dress whose lower half was seen may be called a skirt.
"""

from collections.abc import Iterable, Mapping

import numpy as np

from shopping.index.columns import CODES, group_codes
from vision.language.categories import CATEGORIES, GROUPS, group_of
from vision.types import FloatArray

SAME_CATEGORY = 0.04
"""Added to the cosine of a product of the very category, by its chance; the parser may be wrong, but rarely is."""
MIN_CHANCE = 0.1
"""Chance from which a category is thought of."""
BODY = ("upper", "lower")
"""Search groups between which garments are mistaken for each other, since some reach over both."""
NOT_SEARCHED = -9.0
"""Stands for no bonus where a category is not searched; no cosine makes up for it."""
Chances = Mapping[str, float]
"""Category → how likely a garment is of it, 0..1; empty where only its name is known."""


def bonuses_of(category: str, chances: Chances) -> dict[int, float]:
    """Code of a category that a garment may be of → what is added to the cosines of its products."""
    own = group_of(category)
    near = BODY if own in BODY else (own,)
    found = {category: chances.get(category, 0.0) if chances else 1.0}
    found |= {name: p for name, p in chances.items() if p >= MIN_CHANCE and group_of(name) in near and name in CODES}
    return {CODES[name]: round(SAME_CATEGORY * chance, 4) for name, chance in found.items() if name in CODES}


def bonus_table(rows: Iterable[tuple[str, Chances]]) -> FloatArray:
    """What is added (n, categories) to the cosines of products for garments, (category, chances) each."""
    given = list(rows)
    table = np.full((len(given), len(CATEGORIES)), NOT_SEARCHED, dtype=np.float32)
    for place, (category, chances) in enumerate(given):
        table[place, group_codes(category)] = 0.0
        for code, bonus in bonuses_of(category, chances).items():
            table[place, code] = bonus
    return table


def reached_from(codes: Iterable[int]) -> set[str]:
    """Categories of the garments that may be compared with products of some categories."""
    groups = {group_of(CATEGORIES[code]) for code in codes if code < len(CATEGORIES)}
    if groups & set(BODY):
        groups |= set(BODY)
    return {name for group in groups for name in GROUPS.get(group, (group,))}
