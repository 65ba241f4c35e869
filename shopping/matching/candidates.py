"""Which products look like a garment: nearest pictures, grouped by style."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopping.index import product_index
from vision.language.categories import GROUPS, group_of
from vision.types import FloatArray

PICTURES_A_STYLE = 12
"""How many pictures are fetched for each style wanted: variants and views of one style stand close together."""
SAME_CATEGORY = 0.04
"""Added to the cosine of a product of the very category; within a group the parser may be wrong, but rarely is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product like a garment; ``score`` is the cosine of their vectors, ``order`` what they are sorted by."""

    product_pk: int
    style: str
    score: float
    order: float


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pictures that may answer: image id → (product pk, style, category)."""

    entries: dict[int, tuple[int, str, str]]

    @classmethod
    def of(cls, model: str, category: str = "") -> "Shelf":
        """Pictures of available products with vectors of a model, of one category's group where one is given."""
        rows = product_index.matchable(model).filter(product__available=True)
        if category:
            members = GROUPS.get(group_of(category), (category,))
            rows = rows.filter(category__in=members)
        wanted = ("pk", "product_id", "product__item_group_id", "product__product_id", "product__feed_id", "category")
        return cls(
            {
                pk: (product, f"{feed}:{group or own}", kind)
                for pk, product, group, own, feed, kind in rows.values_list(*wanted)
            }
        )


def nearest(
    model: str, vectors: FloatArray, categories: Sequence[str], shelf: Shelf, styles: int
) -> list[list[Candidate]]:
    """For each vector the best product of each of the nearest ``styles``, best first."""
    scores, ids = product_index.search(model, vectors, shelf.entries, styles * PICTURES_A_STYLE)
    return [
        _grouped(row_scores, row_ids, category, shelf)[:styles]
        for row_scores, row_ids, category in zip(scores, ids, categories, strict=True)
    ]


def _grouped(scores: FloatArray, ids: Sequence[int], category: str, shelf: Shelf) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for score, image in zip(scores, ids, strict=True):
        entry = shelf.entries.get(int(image))
        if entry is None:
            continue
        product, style, kind = entry
        order = float(score) + (SAME_CATEGORY if kind == category else 0.0)
        if style not in best or order > best[style].order:
            best[style] = Candidate(product, style, float(score), order)
    return sorted(best.values(), key=lambda candidate: -candidate.order)


def products_near(model: str, vector: FloatArray, shelf: Shelf, reach: int, *, preferred: str = "") -> dict[int, float]:
    """Product pk → the best cosine of its pictures among the ``reach`` nearest to a vector (d,).

    Products of the ``preferred`` category are put before those of its group, as in ``nearest``.
    """
    scores, ids = product_index.search(model, vector[None], shelf.entries, reach)
    best: dict[int, float] = {}
    for score, image in zip(scores[0], ids[0], strict=True):
        if int(image) in shelf.entries:
            product, _, kind = shelf.entries[int(image)]
            worth = float(score) + (SAME_CATEGORY if preferred and kind == preferred else 0.0)
            best[product] = max(best.get(product, -1.0), worth)
    return best


def spread(scores: dict[int, float]) -> dict[int, float]:
    """Cosines of words and pictures lie in a narrow band; here they are spread over 0..1."""
    least, most = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {pk: (score - least) / max(most - least, 1e-6) for pk, score in scores.items()}
