"""Titles by words: candidates from the database, scored by how exactly their names, people and genres answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from rapidfuzz import fuzz

from catalog.indexing import TITLES, document_of, with_texts
from catalog.models import Title
from trendflix.core.search.expressions import KeyTier, Tier
from trendflix.core.search.port import candidates
from trendflix.core.search.queries import MIN_PREFIX, SAME, Meanings, read, readings, required, tiers
from trendflix.core.search.spelling import meanings
from trendflix.core.search.text import is_unspaced, pairs

MAX_FOUND = 300
"""Titles that are weighed for one query; pages of results end there."""
NAME, REST = 1.0, 0.6
PREFIX, MEANT = 0.85, 0.8
WHOLE_NAME, NAME_BEGINS, YEAR = 1.0, 0.3, 0.2
LIKENESS = 0.4


@dataclass(frozen=True, slots=True)
class Entry:
    """What a candidate is scored by; tokens stand between spaces."""

    pk: int
    key: str
    year: int | None
    main: str
    rest: str

    @classmethod
    def of(cls, pk: int, year: int | None, key: str, main: str, rest: str) -> "Entry":
        """An entry of a document's columns."""
        return cls(pk, key, year, f" {main} ", f" {rest} ")


def title_pks(visible: QuerySet[Title], text: str) -> list[int]:
    """The pks of titles that hold every word, best first, at most ``MAX_FOUND``; one query where the words are known.

    Where nothing holds the words as they are spelt, near spellings are tried; one query a word, and one more.
    """
    query = read(text)
    if not query:
        return []
    found = _ranked(visible, query, {})
    if found:
        return found
    near = meanings(TITLES, required(query))
    return _ranked(visible, query, near) if near else []


def _ranked(visible: QuerySet[Title], query: Sequence[str], near: Meanings) -> list[int]:
    scored = [(score(entry, query, near), entry.pk) for entry in _entries(visible, tiers(query, near))]
    return [pk for _, pk in sorted(((-part, -pk), pk) for part, pk in scored if part > 0)][:MAX_FOUND]


def _entries(visible: QuerySet[Title], wanted: Sequence[Tier | KeyTier]) -> Iterable[Entry]:
    """Candidates with their documents in one query; documents of pending titles are made on the spot."""
    rows = Title.objects.filter(pk__in=candidates(TITLES, wanted, visible, 2 * MAX_FOUND)).order_by()
    columns = ("pk", "year", "search_pending", "document__key", "document__main", "document__rest")
    pending = []
    for pk, year, is_pending, key, main, rest in rows.values_list(*columns):
        if is_pending:
            pending.append(pk)
        else:
            yield Entry.of(pk, year, key, main, rest)
    for title in with_texts(Title.objects.filter(pk__in=pending)) if pending else ():
        made = document_of(title)
        yield Entry.of(title.pk, title.year, made.key, made.main, made.rest)


def score(entry: Entry, query: Sequence[str], near: Meanings) -> float:
    """How well a title answers (0: not): the mean of its words, more for a name that is the query or begins with it."""
    for words in readings(query):
        parts = {word: _word(entry, word, near.get(word, {})) for word in words}
        if all(parts[word] for word in required(words)):
            return round(sum(parts.values()) / len(parts) + _name(entry, query), 6)
    return 0.0


def _word(entry: Entry, word: str, near: Mapping[str, float]) -> float:
    return max(NAME * _held(entry.main, word, near), REST * _held(entry.rest, word, near))


def _held(tokens: str, word: str, near: Mapping[str, float]) -> float:
    """How exactly some tokens hold a word (0..1)."""
    if is_unspaced(word):
        return float(all(f" {pair}" in tokens for pair in pairs(word)))
    if f" {word} " in tokens or f" {SAME.get(word, word)} " in tokens:
        return 1.0
    if len(word) >= MIN_PREFIX and f" {word}" in tokens:
        return PREFIX
    return max((MEANT * part for token, part in near.items() if f" {token} " in tokens), default=0.0)


def _name(entry: Entry, query: Sequence[str]) -> float:
    """What the name as a whole adds; a year beside the name tells namesakes apart."""
    year = str(entry.year or "")
    words = [word for word in query if word != year] if entry.key != " ".join(query) else list(query)
    key = " ".join(words)
    total = LIKENESS * fuzz.token_sort_ratio(key, entry.key) / 100 + YEAR * (year in query)
    if key == entry.key:
        return total + WHOLE_NAME
    return total + NAME_BEGINS * bool(key and entry.key.startswith(key))
