"""Finds vocabulary in the words of one phrase, and decides by the head of the phrase what it names.

Germanic and Turkic languages put the head of a noun phrase last (a shirt dress is a dress), Romance and Slavic ones
first (a "robe chemise" is one, too). What follows "with" or "for" only describes it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from shopping.taxonomy.kinds import AREA, NOT_WEARABLE, UNKNOWN, Kind, garment
from shopping.taxonomy.lexicon import Language, Role, Sense, lexicon

NOUNS = frozenset((Role.GARMENT, Role.BROAD, Role.OTHER, Role.LABEL))
THEMES = frozenset((Role.AREA, Role.THEME))
NEVER_OWNED = frozenset(("legwear", "jewellery"))
"""An animal's name before these tells what they show: dog socks are for people."""
MIN_PREFIX = 2
"""Letters that the first part of a compound has at least."""
NOWHERE = 1_000


class Found(NamedTuple):
    """A phrase of the vocabulary at words ``start`` to ``end`` (excluded), and what it means in one language."""

    start: int
    end: int
    sense: Sense
    role: Role
    is_compound: bool = False


def found_in(words: Sequence[str]) -> dict[str, list[Found]]:
    """Language → its vocabulary in the words, longest phrases first, without overlaps, in order."""
    known = lexicon()
    found: dict[str, list[Found]] = {}
    for start, word in enumerate(words):
        for size in range(min(known.longest.get(word, 1), len(words) - start), 0, -1):
            phrase = word if size == 1 else " ".join(words[start : start + size])
            for code, sense in known.senses.get(phrase, {}).items():
                _add(found.setdefault(code, []), Found(start, start + size, sense, sense.role))
        for code, sense in compounds(word):
            _add(found.setdefault(code, []), Found(start, start + 1, sense, sense.role, True))
    return found


def _add(found: list[Found], one: Found) -> None:
    """Keep it, unless a longer phrase covers its first word."""
    if not found or found[-1].end <= one.start:
        found.append(one)


@lru_cache(maxsize=50_000)
def compounds(word: str) -> tuple[tuple[str, Sense], ...]:
    """(language, meaning) of a compound that is not listed itself, by its last part: "Lederjacke" is a "Jacke"."""
    known = lexicon()
    listed = known.senses.get(word, {})
    if listed and any(code in listed for code, language in known.languages.items() if language.suffixes):
        return ()
    found = ((code, _by_suffix(word, language)) for code, language in known.languages.items() if language.suffixes)
    return tuple((code, sense) for code, sense in found if sense is not None)


def _by_suffix(word: str, language: Language) -> Sense | None:
    for start in range(MIN_PREFIX, len(word) - 1):
        sense = language.suffixes.get(word[start:])
        if sense is not None:
            is_owned = sense.role is Role.GARMENT and word.startswith(language.owners)
            return Sense(Role.OTHER) if is_owned else sense
    return None


def kind_in(found: Sequence[Found], language: Language, size: int) -> Kind:
    """What a phrase of ``size`` words names in one language."""
    if _is_for_others(found):
        return NOT_WEARABLE
    shown = found if language.is_head_first else _without_motifs(found)
    tail, is_purpose = _tail(found)
    nouns = [one for one in shown if one.role in NOUNS]
    main = [one for one in nouns if one.end <= tail] or ([] if is_purpose else nouns)
    if not main:
        head_end = 0 if language.is_head_first else min(size, tail)
        return AREA if any(one.role in THEMES and head_end in (one.start, one.end) for one in shown) else UNKNOWN
    if any(one.role is Role.LABEL for one in main):
        return NOT_WEARABLE
    head = main[0] if language.is_head_first else main[-1]
    return NOT_WEARABLE if _is_owned(head, found, language) else kind_of(head.sense)


def kind_of(sense: Sense) -> Kind:
    """What a noun stands for."""
    if sense.role in (Role.OTHER, Role.LABEL):
        return NOT_WEARABLE
    return garment(sense.category, is_broad=sense.role is Role.BROAD)


def _is_for_others(found: Sequence[Found]) -> bool:
    """Whether it is said to be for an animal or a doll."""
    pairs = zip(found, found[1:], strict=False)
    return any(one.role is Role.FOR and other.role is Role.OWNER and other.start - one.end <= 1 for one, other in pairs)


def _is_owned(head: Found, found: Sequence[Found], language: Language) -> bool:
    """Whether an animal's or a doll's name stands beside the head."""
    if head.role is not Role.GARMENT or head.sense.category in NEVER_OWNED:
        return False
    owners = [one for one in found if one.role is Role.OWNER]
    return any((one.start == head.end) if language.is_head_first else (one.end == head.start) for one in owners)


def _without_motifs(found: Sequence[Found]) -> list[Found]:
    """What a print shows is no product: in "phone case dress print" the dress is dropped."""
    motifs = {one.start for one in found if one.role is Role.MOTIF}
    return [one for one in found if one.end not in motifs]


def _tail(found: Sequence[Found]) -> tuple[int, bool]:
    """Where what only describes begins, in words, and whether it tells a purpose; people are no purpose."""
    for at, one in enumerate(found):
        if one.start and one.role in (Role.TAIL, Role.FOR):
            following = found[at + 1] if at + 1 < len(found) else None
            is_person = following is not None and following.role is Role.PERSON and following.start == one.end
            if one.role is Role.TAIL or not is_person:
                return one.start, one.role is Role.FOR
    return NOWHERE, False
