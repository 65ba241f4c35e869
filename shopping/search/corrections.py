"""What misspelt words of a query for products may mean: "jaket" is a jacket.

A word is known where any product has it, its stem, or a stem that means the same. One that is not known means the
nearest words of products that begin with its letter; few people mistype the first one (Pollock and Zamora 1984).
"""

from collections.abc import Iterable, Mapping, Sequence

from shopping.models import ProductSpelling
from shopping.search.stems import same_as, stem
from trendflix.core.search.spelling import is_corrected, tokens_like

MAX_CORRECTED = 4
"""Words of one query that are corrected; each takes one or two statements."""
AS_NEAR = 0.05
"""Words that are this much less like it than the nearest are meant as well."""
MAX_MEANT = 4
Corrections = Mapping[str, Sequence[str]]
"""Misspelt word → the words of products that it may mean, nearest first."""


def corrections(words: Iterable[str]) -> Corrections:
    """What the misspelt words among some mean; one statement, and two for each word that is not known."""
    asked = [word for word in dict.fromkeys(words) if is_corrected(word)]
    if not asked:
        return {}
    known = _known(asked)
    unknown = [word for word in asked if known.isdisjoint(_forms(word))]
    found = {word: _nearest(word) for word in unknown[:MAX_CORRECTED]}
    return {word: meant for word, meant in found.items() if meant}


def _forms(word: str) -> frozenset[str]:
    return same_as(stem(word)) | {word}


def _known(words: Sequence[str]) -> set[str]:
    """The forms of some words that products have."""
    forms = {form for word in words for form in _forms(word)}
    return set(ProductSpelling.objects.filter(token__in=forms).values_list("token", flat=True))


def _nearest(word: str) -> list[str]:
    """What a word means, or its stem where that is nothing: "hoddies" is two letters from "hoodie", "hoddi" one."""
    found = _like(word) or (_like(stem(word)) if stem(word) != word else {})
    best = max(found.values(), default=0.0)
    return [token for token, part in found.items() if part >= best - AS_NEAR][:MAX_MEANT]


def _like(word: str) -> dict[str, float]:
    if not is_corrected(word):
        return {}
    return {token: part for token, part in tokens_like(ProductSpelling, word).items() if token[0] == word[0]}
