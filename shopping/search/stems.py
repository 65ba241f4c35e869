"""Stems of English words (Snowball's English stemmer, Porter 2001), and groups of words that mean the same."""

import re
from collections.abc import Mapping
from functools import lru_cache

import snowballstemmer

from trendflix.core.search.text import fold
from vision.language.vocabulary import SYNONYMS

GARMENTS = re.compile(r"(?:legging|stocking|boarding|earring|string|clothing|swimming|sling)s?")
"""Nouns that the stemmer would take for verbs: a legging is no leg."""
_HYPHENED = re.compile(r"\bt[- ]shirt")
_WORD = re.compile(r"[^\W_]+(?:'s)?")
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in small letters: ``dresses`` → ``dress``, ``striped`` → ``stripe``."""
    if GARMENTS.fullmatch(word):
        return word.removesuffix("s")
    found: str = _stemmer.stemWord(word)
    return found


def split(text: str) -> list[str]:
    """The words of a text in plain small letters, without possessive endings."""
    plain = _HYPHENED.sub("tshirt", fold(text).replace("’", "'"))
    return [word.removesuffix("'s") for word in _WORD.findall(plain)]


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in split(text)]


@lru_cache(maxsize=20_000)
def stem_set(text: str) -> frozenset[str]:
    """The stems of a field's text; feeds repeat colours, kinds and brands in thousands of rows."""
    return frozenset(stems(text))


_SAME_AS: Mapping[str, frozenset[str]] = {stem(group[0]): frozenset(map(stem, group)) for group in SYNONYMS}
_FIRST_OF = {stem(word): stem(group[0]) for group in reversed(SYNONYMS) for word in reversed(group)}


def same_as(known: str) -> frozenset[str]:
    """The stems that mean the same as one, itself among them."""
    return frozenset({known}) | _SAME_AS.get(_FIRST_OF.get(known, ""), frozenset())
