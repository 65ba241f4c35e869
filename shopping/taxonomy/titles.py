"""Reads a title in the language that its words speak for; the first phrase whose head tells decides."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from shopping.taxonomy.kinds import UNKNOWN, Kind
from shopping.taxonomy.lexicon import Role, lexicon
from shopping.taxonomy.normal import phrases
from shopping.taxonomy.reading import NOUNS, THEMES, Found, found_in, kind_in
from shopping.taxonomy.unspaced import is_unspaced, unspaced_kind

GIVEN, NOUN, COMPOUND, HINT, LETTER = 3.0, 2.0, 1.5, 1.0, 1.0
"""Weights of evidence: the feed's language is known; each word of a phrase that names a thing; a compound; another
word; a letter that few languages use."""
ORDER = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "no", "cs", "tr", "ru")
"""Of languages that are as likely the first decides."""
THINGS = NOUNS | THEMES | {Role.OWNER}
MAX_LETTERS = 300

Part = tuple[int, Mapping[str, Sequence[Found]]]
"""Words of one phrase of the title, and language → its vocabulary in them."""


@lru_cache(maxsize=20_000)
def kind_in_title(text: str, language: str = "") -> Kind:
    """What a title names; ``UNKNOWN`` where no word tells."""
    text = text[:MAX_LETTERS]
    if is_unspaced(text):
        kind = unspaced_kind(text, language)
        if kind.is_known:
            return kind
    parts = [(len(words), found_in(words)) for words in phrases(text)]
    weights = _weights(parts, text, language)
    kinds = (_kind(parts, code) for code in sorted(weights, key=lambda code: (-weights[code], _rank(code))))
    return next((kind for kind in kinds if kind.is_known), UNKNOWN)


def _rank(code: str) -> int:
    return ORDER.index(code) if code in ORDER else len(ORDER)


def _weights(parts: Sequence[Part], text: str, language: str) -> dict[str, float]:
    """Language → how much speaks for it."""
    weights: dict[str, float] = {}
    for _, part in parts:
        for code, found in part.items():
            weights[code] = weights.get(code, 0.0) + sum(_weight(one) for one in found)
    special = set() if text.isascii() else set(text.lower())
    for code in weights:
        weights[code] += LETTER * bool(special and special & lexicon().languages[code].letters)
        weights[code] += GIVEN * (code == language)
    return weights


def _weight(one: Found) -> float:
    if not one.sense.is_evidence:
        return HINT
    if one.is_compound:
        return COMPOUND
    return (NOUN if one.role in THINGS else HINT) * (one.end - one.start)


def _kind(parts: Sequence[Part], code: str) -> Kind:
    language = lexicon().languages[code]
    kinds = (kind_in(part[code], language, size) for size, part in parts if code in part)
    return next((kind for kind in kinds if kind.is_known), UNKNOWN)
