"""Finds products by what their feed says of them: colour, kind, gender, title.

A query is read into terms, each a set of words that mean the same. A product scores the share of the terms that its
fields answer, weighted by how telling a field is. Candidates come from the full text index, those that answer most
first. No model is needed, so the site's own pages can ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shopping.models import Product
from shopping.search.corrections import Corrections, corrections
from shopping.search.documents import PRODUCTS, category_token
from shopping.search.stems import same_as, split, stem, stem_set, stems
from shopping.taxonomy import head_of
from trendflix.core.search.expressions import Conjunction, Term, Tier
from trendflix.core.search.port import candidates

__all__ = ["Query", "best", "best_of", "read", "score", "scores", "stems", "understood"]

MAX_CHARACTERS = 200
MAX_TERMS = 12
MAX_CANDIDATES = 400
"""Products that are weighed for one query."""
# The heaviest first: the first field that holds a term decides.
WEIGHTS = {"color": 1.0, "product_type": 0.9, "title": 0.9, "gender": 0.9, "brand": 0.9, "description": 0.3}
MAX_DESCRIPTION = 2_000
"""Characters of a description that are read."""
SAME_KIND = 0.7
"""A product of the category that the query names, though its words are others."""
HEAD = 1.5
"""A query is first of all about its garment: "red shirt" would rather be a blue shirt than red shoes."""
ANSWERED = 0.5
NEAR_THE_BEST = 0.75
IGNORED = frozenset(["a", "an", "the", "for", "with", "of", "in", "and", "or", "to", "on", "some", "my", "like"])


@dataclass(frozen=True, slots=True)
class Query:
    """Terms, each a set of stems that answer it, the place of the garment's term, and its category."""

    terms: tuple[frozenset[str], ...]
    category: str
    head: int


def understood(text: str) -> Query:
    """What a query asks for, misspelt words included; one statement, and two more for each word that is not known."""
    return read(text, corrections(_asked(text[:MAX_CHARACTERS]).values()))


def read(text: str, meant: Corrections = MappingProxyType({})) -> Query:
    """What a query asks for; no terms where it says nothing. ``meant`` adds to the words that are misspelt."""
    text = text[:MAX_CHARACTERS]
    forms = [(word, *meant.get(word, ())) for word in _asked(text).values()]
    category = head_of(corrected(text, meant)) or head_of(text)
    kinds = [place for place, words in enumerate(forms) if category and category in map(head_of, words)]
    terms = tuple(frozenset().union(*(same_as(stem(word)) for word in words)) for words in forms)
    return Query(terms, category, kinds[-1] if kinds else -1)


def _asked(text: str) -> dict[str, str]:
    """Stem → the first word of it, of the words that say something."""
    words = [word for word in split(text) if word not in IGNORED]
    first = {stem(word): word for word in reversed(words)}
    return {known: first[known] for known in list(dict.fromkeys(map(stem, words)))[:MAX_TERMS]}


def corrected(text: str, meant: Corrections) -> str:
    """The words of a query with the nearest correction in the place of each that is misspelt."""
    return " ".join(meant[word][0] if word in meant else word for word in split(text)) if meant else ""


def score(query: Query, fields: Mapping[str, str], category: str = "") -> float:
    """The share (0..1) of the query that a product's fields answer."""
    total = answered = 0.0
    for place, term in enumerate(query.terms):
        weight = HEAD if place == query.head else 1.0
        found = _weight(term, fields)
        if place == query.head and category == query.category:
            found = max(found, SAME_KIND)
        total += weight
        answered += weight * found
    return answered / total if total else 0.0


def _weight(term: frozenset[str], fields: Mapping[str, str]) -> float:
    """The weight of the most telling field that holds a term; 0 where none does."""
    for name, weight in WEIGHTS.items():
        held = is_described if name == "description" else is_held
        if (text := fields.get(name)) and held(term, text):
            return weight
    return 0.0


def is_held(term: frozenset[str], text: str) -> bool:
    """Whether a short field holds a stem of a term."""
    return not term.isdisjoint(stem_set(text))


def is_described(term: frozenset[str], text: str) -> bool:
    """Whether a description does; it is cut into stems only where the letters of one occur at all."""
    plain = f" {text[:MAX_DESCRIPTION].casefold()}"
    parts = (known[:-1] if len(known) > 3 else f" {known}" for known in term)
    return any(part in plain for part in parts) and not term.isdisjoint(stems(plain))


def scores(query: Query, category: str = "", most: int = MAX_CANDIDATES) -> dict[int, float]:
    """Product pk → score (0..1) of at most ``most`` available products that answer most of it; one query."""
    if not query.terms:
        return {}
    visible = Product.objects.filter(available=True)
    if category:
        visible = visible.filter(category=category)
    rows = Product.objects.filter(pk__in=candidates(PRODUCTS, tiers(query, most), visible, most)).order_by()
    scored = ((row["pk"], score(query, row, row["category"])) for row in rows.values("pk", "category", *WEIGHTS))
    return {pk: found for pk, found in scored if found > 0}


def tiers(query: Query, most: int = MAX_CANDIDATES) -> list[Tier]:
    """Products that answer all terms, then all but one, then any."""
    every = clauses(query)
    all_but_one = tuple(every[:place] + every[place + 1 :] for place in range(len(every)))
    found = [Tier((every,), limit=most)]
    if len(every) > 2:
        found.append(Tier(all_but_one, limit=most))
    return [*found, Tier(tuple((one,) for one in every), limit=most)] if len(every) > 1 else found


def clauses(query: Query) -> Conjunction:
    """What a product's document must hold for each term; for the garment's the category is enough."""
    kind = (Term(category_token(query.category)),) if query.category else ()
    found = [tuple(map(Term, sorted(term))) for term in query.terms]
    return tuple((*terms, *kind) if place == query.head else terms for place, terms in enumerate(found))


def best(text: str, top: int) -> list[int]:
    """The pks of the products that answer most of a query, best first: red things are no answer to "red coat"."""
    return best_of(understood(text), top)


def best_of(query: Query, top: int, most: int = MAX_CANDIDATES) -> list[int]:
    """The same for a query that is read already, of ``most`` products that are weighed."""
    found = scores(query, most=most)
    least = max(ANSWERED, NEAR_THE_BEST * max(found.values(), default=0.0))
    return sorted((pk for pk in found if found[pk] >= least), key=lambda pk: (-found[pk], pk))[:top]
