"""Tokens that a misspelt or incomplete word may mean, by edit distance on candidates from the database.

The candidates share three letters in a row with the word, or begin with one of its first two letters and have about
its length. Distances are optimal string alignment (Boytsov 2011), which counts two letters swapped as one edit: one for
words of up to 7 letters, two for longer ones.
"""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trendflix.core.search.models import Spelling
from trendflix.core.search.port import port
from trendflix.core.search.protocols import Index
from trendflix.core.search.queries import Meanings
from trendflix.core.search.text import is_unspaced

MAX_MEANINGS = 20
TWO_EDITS_FROM = 8
SHORT = 3
"""Letters of words that are only read as lacking a letter, or with two letters swapped; shorter ones stay."""


def is_corrected(word: str) -> bool:
    """Whether near spellings of a word are looked for."""
    return SHORT <= len(word) <= Spelling.MAX_LENGTH and not word.isdigit() and not is_unspaced(word)


def meanings(index: Index, words: Sequence[str]) -> Meanings:
    """Word → tokens that it may mean and how likely (0..1), for words that are corrected; at most one query a word.

    {} where a word means nothing, so that no document can hold all of them.
    """
    if index.spellings is None:
        return {}
    found: dict[str, dict[str, float]] = {}
    for word in filter(is_corrected, words):
        found[word] = tokens_like(index.spellings, word)
        if not found[word]:
            return {}
    return found


def tokens_like(spellings: type[Spelling], word: str) -> dict[str, float]:
    """Token → likeness (0..1) of the tokens nearest to a word; one query."""
    edits = 1 if len(word) < TWO_EDITS_FROM else 2
    parts = sorted({word[at : at + 3] for at in range(len(word) - 2)})
    lengths = len(word) - edits, len(word) + edits
    known = port().spellings(spellings._meta.db_table, parts, sorted(set(word[:2])), lengths)
    found = {token: 0.9 * len(word) / len(token) for token in known if word in token}
    for token, distance, _ in process.extract(word, known, scorer=OSA.distance, score_cutoff=edits, limit=None):
        if len(word) > SHORT or len(token) > SHORT or sorted(token) == sorted(word):
            found[token] = max(found.get(token, 0.0), 1.0 - distance / len(word))
    best = sorted(found, key=lambda token: (-found[token], token))[:MAX_MEANINGS]
    return {token: found[token] for token in best}
