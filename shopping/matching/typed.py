"""Reads words for clothes as people type them: misspelt ("reed dres"), or with a last word that is not finished.

A word that neither the vocabulary of garments nor any product knows is completed, where it is the last one, or
corrected to the nearest words of the vocabulary: at most one edit (two from eight letters), and of three letters only
two that changed places. Distances are optimal string alignment (Boytsov 2011).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shopping.matching.words import IGNORED, MAX_CHARACTERS, MAX_TERMS, Query, read, scores
from shopping.search.stems import same_as, split, stem
from shopping.taxonomy import head_of
from vision.colours import SHADES
from vision.language.vocabulary import CATEGORIES, GARMENT_PROMPTS, KINDS, PATTERNS, SYNONYMS

MIN_BEGUN, MIN_MISSPELT, TWO_EDITS_FROM = 2, 3, 8
MAX_MEANINGS = 6


@dataclass(frozen=True, slots=True)
class Typed:
    """A query and how it was read: the words as they are probably meant, and whether they differ from the typed."""

    query: Query
    text: str
    is_corrected: bool


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """The words for garments, colours and patterns, those of colours and categories first."""
    phrases = (phrase for kind in KINDS for phrase in (kind.name, *kind.prompts, *kind.phrases))
    prompts = (phrase for phrases in (*GARMENT_PROMPTS.values(), *SYNONYMS) for phrase in phrases)
    texts = (*SHADES, *CATEGORIES, *PATTERNS, *phrases, *prompts)
    found = dict.fromkeys(word for text in texts for word in split(text))
    return tuple(word for word in found if word not in IGNORED and len(word) >= MIN_MISSPELT)


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in vocabulary())


def typed(text: str) -> Typed:
    """What somebody types, read as a query; one query of the database a word that the vocabulary lacks."""
    words = [word for word in split(text[:MAX_CHARACTERS]) if word not in IGNORED][:MAX_TERMS]
    meanings = {place: _meant(word, place == len(words) - 1) for place, word in enumerate(words) if not _known(word)}
    meant = [(meanings.get(place) or [word])[0] for place, word in enumerate(words)]
    query = read(" ".join(meant))
    return Typed(_widened(query, meant, meanings), " ".join(meant), meant != words)


def _widened(query: Query, meant: Sequence[str], meanings: dict[int, list[str]]) -> Query:
    """The query with every meaning of a word that has several; its garment's category only where all are of it."""
    terms = dict(zip((min(term & _own(meant), default="") for term in query.terms), query.terms, strict=True))
    for place, words in meanings.items():
        if len(words) > 1:
            terms[stem(meant[place])] = frozenset().union(*(same_as(stem(word)) for word in words))
    heads = {head_of(word) for words in meanings.values() for word in words if len(words) > 1}
    is_one = heads <= {query.category}
    return Query(tuple(terms.values()), query.category if is_one else "", query.head if is_one else -1)


def _own(meant: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in meant)


def _known(word: str) -> bool:
    """Whether the vocabulary, or any product's own words, hold a word."""
    known = stem(word)
    return known in _stems() or bool(scores(Query((frozenset({known}),), "", -1), most=1))


def _meant(word: str, is_last: bool) -> list[str]:
    """The words of the vocabulary that a word may be; [] where there is none."""
    if is_last and len(word) >= MIN_BEGUN and (begun := [one for one in vocabulary() if one.startswith(word)]):
        return begun[:MAX_MEANINGS]
    if len(word) < MIN_MISSPELT or word.isdigit():
        return []
    edits = 2 if len(word) >= TWO_EDITS_FROM else 1
    near = process.extract(word, vocabulary(), scorer=OSA.distance, score_cutoff=edits, limit=MAX_MEANINGS)
    if len(word) == MIN_MISSPELT:
        near = [found for found in near if sorted(found[0]) == sorted(word)]
    return [found for found, distance, _ in near if distance == near[0][1]][:1]
