"""Reads titles of languages that put no blanks between words: the longest vocabulary at each letter, the last noun."""

import re
from collections.abc import Mapping

from shopping.taxonomy.kinds import AREA, NOT_WEARABLE, UNKNOWN, Kind
from shopping.taxonomy.lexicon import Role, Sense, lexicon
from shopping.taxonomy.normal import normal
from shopping.taxonomy.reading import NEVER_OWNED, NOUNS, THEMES, kind_of

KANA, HAN = re.compile("[\u3041-\u30ff]"), re.compile("[\u4e00-\u9fff]")
MAX_LETTERS = 12
Placed = tuple[int, int, Sense]
"""Letters from and to (excluded), and what they mean."""


def is_unspaced(text: str) -> bool:
    """Whether a text has Japanese or Chinese letters."""
    return not text.isascii() and bool(KANA.search(text) or HAN.search(text))


def unspaced_kind(text: str, language: str = "") -> Kind:
    """What a Japanese or Chinese title names; kana tells Japanese, and without it whoever understands more does."""
    plain = normal(text)
    codes = [language] if language in lexicon().unspaced else ["ja"] if KANA.search(text) else ["zh", "ja"]
    read = [_placed(plain, lexicon().unspaced[code]) for code in codes]
    best = max(read, key=lambda placed: sum(end - start for start, end, _ in placed))
    return _kind(best)


def _placed(text: str, own: Mapping[str, Sense]) -> list[Placed]:
    placed: list[Placed] = []
    at = 0
    while at < len(text):
        for end in range(min(at + MAX_LETTERS, len(text)), at, -1):
            sense = own.get(text[at:end])
            if sense is not None:
                placed.append((at, end, sense))
                break
        at = placed[-1][1] if placed and placed[-1][0] == at else at + 1
    return placed


def _kind(placed: list[Placed]) -> Kind:
    motifs = {start for start, _, sense in placed if sense.role is Role.MOTIF}
    senses = [sense for _, end, sense in placed if end not in motifs]
    nouns = [sense for sense in senses if sense.role in NOUNS]
    if not nouns:
        return AREA if any(sense.role in THEMES for sense in senses) else UNKNOWN
    head = nouns[-1]
    is_owned = head.category not in NEVER_OWNED and any(sense.role is Role.OWNER for sense in senses)
    is_labelled = any(sense.role is Role.LABEL for sense in nouns)
    return NOT_WEARABLE if is_owned or is_labelled else kind_of(head)
