"""Finds products by what their feed says of them: colour, kind, gender, title.

A query is read into terms, each a set of words that mean the same. A product scores the share of the terms that its
fields answer, weighted by how telling a field is. No model is needed, so the site's own pages can ask.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from shopping.models import Product
from shopping.taxonomy import head_of

LONGEST = 200
MOST_TERMS = 12
MOST_CANDIDATES = 5_000
"""Products that are weighed for one query; on a larger answer the newest are."""
WEIGHTS = {"color": 1.0, "product_type": 0.9, "title": 0.9, "gender": 0.9, "brand": 0.9, "description": 0.3}
SAME_KIND = 0.7
"""A product of the category that the query names, though its words are others."""
HEAD = 1.5
"""A query is first of all about its garment: "red shirt" would rather be a blue shirt than red shoes."""
ANSWERED = 0.5
NEAR_THE_BEST = 0.75
IGNORED = frozenset(["a", "an", "the", "for", "with", "of", "in", "and", "or", "to", "on", "some", "my", "like"])
SAME = (
    ("grey", "gray"),
    ("tee", "tshirt"),
    ("trouser", "pant", "slack"),
    ("legging", "tight", "pant"),
    ("hoodie", "hoody", "hooded"),
    ("sweater", "jumper", "pullover"),
    ("sneaker", "trainer", "shoe"),
    ("jean", "denim"),
    ("backpack", "rucksack", "bag"),
    ("handbag", "purse", "bag"),
    ("sunglass", "shade", "glass"),
    ("navy", "blue"),
    ("burgundy", "maroon", "red"),
    ("violet", "purple", "lavender"),
    ("beige", "tan", "cream"),
    ("men", "man", "male", "gent"),
    ("women", "woman", "female", "lady", "ladies"),
    ("kid", "child", "children"),
)
_SAME_AS: Mapping[str, frozenset[str]] = {group[0]: frozenset(group) for group in SAME}
_FIRST_OF = {word: group[0] for group in reversed(SAME) for word in reversed(group)}
_HYPHENED = re.compile(r"\bt[- ]shirt")


@dataclass(frozen=True, slots=True)
class Query:
    """Terms, each a set of stems that answer it, the term of the garment among them, and its category."""

    terms: tuple[frozenset[str], ...]
    category: str
    head: int


def stems(text: str) -> list[str]:
    """The words of a text without plural and possessive endings, in small letters."""
    plain = _HYPHENED.sub("tshirt", text.lower().replace("’", "'"))
    found = re.findall(r"[^\W_]+(?:'s)?", plain)
    return [_stem(word.removesuffix("'s")) for word in found]


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith(("shes", "ches", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def read(text: str) -> Query:
    """What a query asks for; no terms where it says nothing."""
    words = [word for word in stems(text[:LONGEST]) if word not in IGNORED]
    words = list(dict.fromkeys(words))[:MOST_TERMS]
    category = head_of(text[:LONGEST])
    kinds = [place for place, word in enumerate(words) if category and head_of(word) == category]
    return Query(tuple(_meanings(word) for word in words), category, kinds[-1] if kinds else -1)


def _meanings(word: str) -> frozenset[str]:
    own = {word} | _SAME_AS.get(_FIRST_OF.get(word, ""), frozenset())
    return frozenset(own)


def score(query: Query, fields: Mapping[str, str], category: str = "") -> float:
    """The share (0..1) of the query that a product's fields answer."""
    known = {name: set(stems(value)) for name, value in fields.items() if value}
    total = answered = 0.0
    for place, term in enumerate(query.terms):
        weight = HEAD if place == query.head else 1.0
        best = max((WEIGHTS[name] for name, words in known.items() if term & words), default=0.0)
        if place == query.head and category == query.category:
            best = max(best, SAME_KIND)
        total += weight
        answered += weight * best
    return answered / total if total else 0.0


def scores(query: Query, category: str = "") -> dict[int, float]:
    """Product pk → score (0..1) of the available products that answer any part of a query, in one query."""
    if not query.terms:
        return {}
    asked = Q()
    for stem in {stem for term in query.terms for stem in term}:
        for name in ("title", "color", "product_type", "brand", "gender"):
            asked |= Q(**{f"{name}__icontains": stem})
    if query.category:
        asked |= Q(category=query.category)
    rows = Product.objects.filter(asked, available=True).order_by("-pk")
    if category:
        rows = rows.filter(category=category)
    return {pk: found for pk, found in _scored(query, rows[:MOST_CANDIDATES]) if found > 0}


def _scored(query: Query, products: Iterable[Product]) -> Iterable[tuple[int, float]]:
    for product in products:
        yield product.pk, score(query, {name: str(getattr(product, name)) for name in WEIGHTS}, product.category)


def best(text: str, top: int) -> list[int]:
    """The pks of the products that answer most of a query, best first: red things are no answer to "red coat"."""
    found = scores(read(text))
    least = max(ANSWERED, NEAR_THE_BEST * max(found.values(), default=0.0))
    return sorted((pk for pk in found if found[pk] >= least), key=lambda pk: (-found[pk], pk))[:top]
