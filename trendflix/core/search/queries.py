"""Reads what somebody typed into words, within bounds, and words into what documents must hold."""

from collections.abc import Mapping, Sequence

from trendflix.core.search.expressions import Clause, Conjunction, Field, KeyTier, Term, Tier
from trendflix.core.search.text import is_unspaced, pairs, words

MAX_CHARACTERS = 200
MAX_WORDS = 8
MAX_JOINED = 5
"""Words of a query up to which neighbouring words are also read as one."""
MIN_PREFIX = 2
"""Letters from which a word also means what begins with it."""
MIN_KEY_PREFIX = 4
"""Letters from which names are found by their beginning: half a library begins with "the"."""
COMMON = frozenset(
    ("a", "an", "and", "der", "die", "das", "el", "il", "in", "la", "le", "les", "los", "of", "the", "un")
)
"""Words that documents need not hold where a query has others."""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
SAME: Mapping[str, str] = {str(number): roman for number, roman in enumerate(_ROMAN, 1)} | {
    roman: str(number) for number, roman in enumerate(_ROMAN, 1) if number > 1
}
"""Arabic and Roman numbers of sequels."""

Meanings = Mapping[str, Mapping[str, float]]


def read(text: str) -> list[str]:
    """The folded words of a query in order, at most ``MAX_WORDS`` of its first ``MAX_CHARACTERS``."""
    return words(text[:MAX_CHARACTERS])[:MAX_WORDS]


def required(query: Sequence[str]) -> list[str]:
    """The words that a document must hold, each once."""
    telling = [word for word in query if word not in COMMON and not (word == query[-1] and _is_begun(word))]
    return list(dict.fromkeys(telling or query))


def _is_begun(word: str) -> bool:
    """Whether a last word is a letter that somebody has just typed."""
    return len(word) == 1 and word.isascii() and word.isalpha()


def clauses(word: str, meanings: Mapping[str, float]) -> list[Clause]:
    """What a document must hold for a word: a token that begins with it, or means the same."""
    if is_unspaced(word):
        return [(Term(pair, is_prefix=len(pair) == 1),) for pair in pairs(word)]
    terms = [Term(word, is_prefix=len(word) >= MIN_PREFIX)]
    terms += [Term(SAME[word])] if word in SAME else []
    return [(*terms, *(Term(token) for token in meanings if token != word))]


def conjunction(query: Sequence[str], meanings: Meanings) -> Conjunction:
    """All of the words."""
    return tuple(clause for word in required(query) for clause in clauses(word, meanings.get(word, {})))


def readings(query: Sequence[str]) -> list[list[str]]:
    """The words as they stand, and with each neighbouring pair as one word: ``spider man`` means ``spiderman``."""
    joined = [
        [*query[:at], query[at] + query[at + 1], *query[at + 2 :]]
        for at in range(len(query) - 1)
        if len(query) <= MAX_JOINED and not is_unspaced(query[at]) and not is_unspaced(query[at + 1])
    ]
    return [list(query), *joined]


def likeliest(query: Sequence[str], meanings: Meanings) -> str:
    """The query as it was probably meant: each word as its likeliest meaning spells it."""
    return " ".join(next(iter(meanings.get(word, ())), word) for word in query)


def tiers(query: Sequence[str], meanings: Meanings | None = None) -> list[Tier | KeyTier]:
    """Where to look for the words: the name itself, its beginning, words of names, words anywhere.

    With ``meanings`` the name is also looked for as the likeliest of them spell it.
    """
    alternatives = tuple(dict.fromkeys(conjunction(one, meanings or {}) for one in readings(query)))
    key = " ".join(query)
    names: list[Tier | KeyTier] = [KeyTier(one) for one in dict.fromkeys((key, likeliest(query, meanings or {})))]
    names += [KeyTier(key, is_prefix=True)] if len(key) >= MIN_KEY_PREFIX or is_unspaced(key) else []
    return [*names, Tier(alternatives, Field.MAIN), Tier(alternatives)] if query else []
