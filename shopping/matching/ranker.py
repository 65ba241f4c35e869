"""Products by words, by a picture, or by both: what the feed says and what the model sees, put together here alone.

The model's part is retrieval in one space of pictures and words (Radford et al. 2021, CLIP); the feed's part is
``shopping.matching.words``. Both are shares of 0..1 and added, so that a picture with "in red" is a query of its own.
"""

from dataclasses import dataclass

from django.utils.translation import gettext
from PIL import Image

from shopping.matching import words
from shopping.matching.nearness import near, text_vector
from shopping.models import FOR_SALE, Product
from trendflix.core.errors import UserError
from vision.language.categories import CATEGORIES
from vision.types import FloatArray

SEEN_WORDS = 0.5
"""How much the model's view of the words counts beside the feed's own, which names colours and kinds outright."""
WORDS_BESIDE_PICTURE = 0.5
MAX_SOLD_OUT = 200
"""Products that may be sold out since the index was written; more than these shorten an answer."""
Scores = dict[int, float]
"""Product pk → how well it answers."""


@dataclass(frozen=True, slots=True)
class Found:
    """One product that answers a query; ``score`` is comparable within one answer only."""

    pk: int
    product_id: str
    item_group_id: str
    title: str
    score: float


def find(text: str = "", image: Image.Image | None = None, category: str = "", top: int = 12) -> list[Found]:
    """Available products, best first. Raises ``UserError`` where nothing, or an unknown category, is asked for."""
    if category and category not in CATEGORIES:
        raise UserError(
            gettext("%(category)r is no category; use one of %(choices)s.")
            % {"category": category, "choices": ", ".join(CATEGORIES)}
        )
    if not text.strip() and image is None:
        raise UserError(gettext("Say what to look for: words, a picture, or both."))
    if top < 1:
        raise UserError(gettext("%(top)s is no number of products; ask for 1 or more.") % {"top": top})
    if image is None:
        return _rows(by_words(text, category), top)
    seen = by_picture(image, category)
    return _rows(combined(seen, by_words(text, category), WORDS_BESIDE_PICTURE) if text.strip() else seen, top)


def by_words(text: str, category: str = "") -> Scores:
    """What answers words by its feed, and by what the model sees of it; of one category where one is given."""
    said = words.scores(words.understood(text), category)
    seen = spread(near(text_vector(text), category, strictly=True))
    return combined(said, seen, SEEN_WORDS)


def by_picture(image: Image.Image, category: str = "") -> Scores:
    """What looks like a picture; of one category where one is given."""
    from vision.images import product_image

    vector = product_image.embed_products([image], [category or None])[0].vector
    return {pk: max(0.0, score) for pk, score in near(vector, category, strictly=True).items()}


def by_garment(vector: FloatArray, category: str, text: str = "") -> Scores:
    """What is nearest to a garment's vector within the category's group, moved by what words ask for.

    Words that name a garment of another group say what is looked for, whatever the picture shows.
    """
    query = words.understood(text)
    sought = query.category or category
    seen = near(vector, sought, bonus=True)
    if not query.terms:
        return seen
    asked = combined(words.scores(query), spread(near(text_vector(text), sought)), SEEN_WORDS)
    return combined(seen, {pk: score for pk, score in asked.items() if pk in seen}, WORDS_BESIDE_PICTURE)


def combined(first: Scores, second: Scores, weight: float) -> Scores:
    """The sum of two answers, the second one weighted."""
    return {pk: first.get(pk, 0.0) + weight * second.get(pk, 0.0) for pk in first | second}


def spread(scores: Scores) -> Scores:
    """Cosines of words and pictures lie in a narrow band; here they are spread over 0..1."""
    least, most = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {pk: (score - least) / max(most - least, 1e-6) for pk, score in scores.items()}


def best_first(scores: Scores) -> list[int]:
    """Product pks, best first."""
    return sorted(scores, key=lambda pk: (-scores[pk], pk))


def _rows(scores: Scores, top: int) -> list[Found]:
    """The best that are still sold."""
    ordered = best_first(scores)[: top + MAX_SOLD_OUT]
    products = Product.objects.filter(FOR_SALE).in_bulk(ordered)
    there = [products[pk] for pk in ordered if pk in products][:top]
    return [Found(one.pk, one.product_id, one.item_group_id, one.title, round(scores[one.pk], 4)) for one in there]
