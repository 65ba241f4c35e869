"""Reads the vocabulary files ``words/*.toml`` into one table: phrase → what it means in which languages.

A file says where the language puts the head of a noun phrase (``head``: "first" or "last"), whether it writes compounds
as one word (``compounds``), whether it puts blanks between words (``spaced``), whether its umlauts are also spelled out
(``umlauts``), which ``endings`` inflect its words ("s" is appended, "a>e" replaces), and lists words by role, separated
by commas. Garments are listed by the names of kinds of ``vision.language.kinds``, which has the English words for them.

A word marked "=" is taken as it stands: neither inflected nor found at the end of a compound. One marked "-" is found
there though it is short, or though it is marked "=". One marked "~" is little evidence of its language, since another
language means something else by it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from shopping.taxonomy.normal import normal, words
from vision.language.categories import CATEGORIES
from vision.language.kinds import KIND_CATEGORIES, KINDS

FOLDER = Path(__file__).parent / "words"
ENGLISH = "en"
MIN_SUFFIX = 5
"""Letters from which a word is found at the end of a compound without a mark."""

MARKS = "=-~"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""How German is written without its letters."""


class Role(Enum):
    """What a word does in a title; the values are the sections of the files."""

    HINT = "hint"  # tells the language and no more
    PERSON = "person"  # who wears it
    MOTIF = "motif"  # what stands before it is only pictured
    TAIL = "tail"  # what follows only describes
    FOR = "for"  # what follows is who or what it is for
    OWNER = "owner"  # an animal or a doll
    THEME = "theme"  # nothing to wear, unless a garment is named: sports, materials, parts
    AREA = "area"  # the same, of a whole department
    OTHER = "other"  # nothing to wear
    LABEL = "label"  # nothing to wear, wherever it stands in a phrase
    BROAD = "broad"  # a section of garments
    GARMENT = "garment"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means in a language: its role, the category of a garment, and whether it tells the language."""

    role: Role
    category: str = ""
    is_evidence: bool = True


Entry = tuple[str, str, Sense]
"""A word of a file, its marks, and what it means."""


@dataclass(frozen=True, slots=True)
class Language:
    """How a language builds its phrases."""

    code: str
    is_head_first: bool
    suffixes: Mapping[str, Sense]
    """Last parts of compounds."""
    owners: tuple[str, ...]
    """First parts of compounds that name an animal or a doll."""
    letters: frozenset[str]
    """Letters that few other languages use."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All languages together."""

    languages: Mapping[str, Language]
    senses: Mapping[str, Mapping[str, Sense]]
    """Phrase (normalised words joined by blanks) → language → meaning."""
    longest: Mapping[str, int]
    """First word of a phrase → words in the longest phrase that begins so."""
    unspaced: Mapping[str, Mapping[str, Sense]]
    """For languages without blanks: language → phrase → meaning."""


@cache
def lexicon() -> Lexicon:
    """The vocabulary of all files; read once."""
    tables = {path.stem: table_of(path) for path in sorted(FOLDER.glob("*.toml"))}
    spaced = {code: table for code, table in tables.items() if table.get("spaced", True)}
    senses = _senses(spaced)
    longest: dict[str, int] = {}
    for phrase in senses:
        first = phrase.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), 1 + phrase.count(" "))
    languages = {code: _language(code, table) for code, table in spaced.items()}
    unspaced = {code: _letters(table) for code, table in tables.items() if code not in spaced}
    return Lexicon(languages, senses, longest, unspaced)


def table_of(path: Path) -> dict[str, Any]:
    """A vocabulary file; the garments of English are those of ``vision.language.kinds``."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    if path.stem == ENGLISH:
        kinds = sorted(KINDS, key=lambda kind: CATEGORIES.index(kind.category))
        table[Role.GARMENT.value] = {kind.name: kind.words for kind in kinds}
    return table


def _senses(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Sense]]:
    """What is listed in any language, and inflections that are no listed word of another language."""
    senses: dict[str, dict[str, Sense]] = {}
    inflected: list[tuple[str, dict[str, Sense]]] = []
    for code, table in tables.items():
        listed, forms = _forms(words_of(table), table.get("endings", ()))
        inflected.append((code, forms))
        for phrase, sense in listed.items():
            senses.setdefault(phrase, {})[code] = sense
    known = {phrase: set(meanings.values()) for phrase, meanings in senses.items()}
    for code, forms in inflected:
        for phrase, sense in forms.items():
            if all(_is_like(sense, other) for other in known.get(phrase, ())):
                senses.setdefault(phrase, {}).setdefault(code, sense)
    return senses


def _is_like(one: Sense, other: Sense) -> bool:
    return (one.role, one.category) == (other.role, other.category)


def _language(code: str, table: Mapping[str, Any]) -> Language:
    owners = tuple(normal(word) for word in _listed(table.get("compound_owners", "")))
    suffixes = _suffixes(table) if table.get("compounds") else {}
    return Language(code, table["head"] == "first", suffixes, owners, frozenset(table.get("letters", "")))


def _letters(table: Mapping[str, Any]) -> dict[str, Sense]:
    return {normal(word): sense for word, _, sense in words_of(table)}


def _suffixes(table: Mapping[str, Any]) -> dict[str, Sense]:
    roles = (Role.GARMENT, Role.OTHER, Role.LABEL)
    ends = [
        (word, marks, sense)
        for word, marks, sense in words_of(table)
        if sense.role in roles and " " not in word and ("-" in marks or (len(word) >= MIN_SUFFIX and "=" not in marks))
    ]
    listed, inflected = _forms(ends, table.get("endings", ()))
    return inflected | listed


def words_of(table: Mapping[str, Any]) -> Iterator[Entry]:
    """The words of a file; of a word that is listed twice the last counts."""
    for role in Role:
        section = table.get(role.value, {})
        for name, listed in section.items() if isinstance(section, dict) else [("", section)]:
            category = _category_of(role, name)
            for marked in _listed(listed):
                word = marked.lstrip(MARKS)
                marks = marked[: len(marked) - len(word)]
                sense = Sense(role, category, "~" not in marks)
                yield word, marks, sense
                if table.get("umlauts") and (spelled := word.translate(UMLAUTS)) != word:
                    yield spelled, marks, sense


def _category_of(role: Role, name: str) -> str:
    """The category of a section's key: a kind's name, or a category's where the section is broad."""
    known = KIND_CATEGORIES if role is Role.GARMENT else {category: category for category in CATEGORIES}
    if name and name not in known:
        raise ValueError(f"{name!r} is no {'kind of garment' if role is Role.GARMENT else 'category'}")
    return known[name] if name else ""


def _forms(entries: Iterable[Entry], endings: Sequence[str]) -> tuple[dict[str, Sense], dict[str, Sense]]:
    """(listed forms, inflected forms) → meaning, normalised."""
    listed: dict[str, Sense] = {}
    inflected: dict[str, Sense] = {}
    for word, marks, sense in entries:
        base = " ".join(words(word))
        listed[base] = sense
        if "=" not in marks:
            inflected |= dict.fromkeys(inflections(base, endings), sense)
    return listed, {form: sense for form, sense in inflected.items() if form not in listed}


def inflections(phrase: str, endings: Iterable[str]) -> Iterator[str]:
    """A phrase with the endings that its last word can take, and with those of its first word."""
    first, blank, rest = phrase.partition(" ")
    for ending in endings:
        old, _, new = ending.rpartition(">")
        if phrase.endswith(old):
            yield phrase[: len(phrase) - len(old)] + new
        if blank and first.endswith(old):
            yield first[: len(first) - len(old)] + new + blank + rest


def _listed(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(",") if word.strip()]
