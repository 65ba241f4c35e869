"""Titles and people by words: candidates from the database, scored by how exactly their documents answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value
from rapidfuzz import fuzz

from catalog.indexing import PEOPLE, TITLES, document_of, person_document_of, with_texts
from catalog.models import Person, Title
from trendflix.core.search.expressions import KeyTier, Tier
from trendflix.core.search.models import Document, Searchable
from trendflix.core.search.port import candidates
from trendflix.core.search.protocols import Index
from trendflix.core.search.queries import MIN_PREFIX, SAME, Meanings, likeliest, read, readings, required, tiers
from trendflix.core.search.spelling import meanings
from trendflix.core.search.text import is_unspaced, pairs

MAX_FOUND = 300
"""Rows that one query finds at most; pages of results end there, and twice as many are weighed."""
MIN_WEIGHED = 60
"""Rows that are weighed however few are wanted."""
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


@dataclass(frozen=True, slots=True)
class Corpus:
    """Rows that are searched: their index, their model, the field of a year (or none), and what makes documents."""

    index: Index
    model: type[Searchable]
    year: str
    documents: Callable[[list[int]], Iterable[tuple[int | None, Document]]]
    """(year, document) of rows whose documents are not written yet."""


def _title_documents(pks: list[int]) -> Iterable[tuple[int | None, Document]]:
    return ((title.year, document_of(title)) for title in with_texts(Title.objects.filter(pk__in=pks)))


def _person_documents(pks: list[int]) -> Iterable[tuple[int | None, Document]]:
    return ((None, person_document_of(person)) for person in Person.objects.filter(pk__in=pks))


ALL_TITLES = Corpus(TITLES, Title, "year", _title_documents)
ALL_PEOPLE = Corpus(PEOPLE, Person, "", _person_documents)


def title_pks(visible: QuerySet[Title], text: str, most: int = MAX_FOUND) -> list[int]:
    """The pks of titles that hold every word, best first, at most ``most``; one query where the words are known.

    Where nothing holds the words as they are spelt, near spellings are tried; one query a word, and one more.
    """
    return _found(ALL_TITLES, visible, text, most)


def person_pks(visible: QuerySet[Person], text: str, most: int = MAX_FOUND) -> list[int]:
    """The pks of people whose names hold every word, in the same way."""
    return _found(ALL_PEOPLE, visible, text, most)


def _found(corpus: Corpus, visible: QuerySet[Any], text: str, most: int) -> list[int]:
    query = read(text)
    if not query:
        return []
    found = _ranked(corpus, visible, query, {}, most)
    if found:
        return found
    near = meanings(corpus.index, required(query))
    return _ranked(corpus, visible, query, near, most) if near else []


def _ranked(corpus: Corpus, visible: QuerySet[Any], query: Sequence[str], near: Meanings, most: int) -> list[int]:
    weighed = max(2 * most, MIN_WEIGHED)
    wanted = [replace(tier, limit=min(tier.limit, weighed)) for tier in tiers(query, near)]
    entries = _entries(corpus, visible, wanted, weighed)
    scored = [(score(entry, query, near), entry.pk) for entry in entries]
    return [pk for _, pk in sorted(((-part, -pk), pk) for part, pk in scored if part > 0)][:most]


def _entries(corpus: Corpus, visible: QuerySet[Any], wanted: Sequence[Tier | KeyTier], limit: int) -> Iterable[Entry]:
    """Candidates with their documents in one query; documents of pending rows are made on the spot."""
    rows = corpus.model._default_manager.filter(pk__in=candidates(corpus.index, wanted, visible, limit)).order_by()
    year = F(corpus.year) if corpus.year else Value(None, IntegerField())
    pending = []
    columns = ("search_pending", "document__key", "document__main", "document__rest")
    for pk, of_year, is_pending, *texts in rows.annotate(of_year=year).values_list("pk", "of_year", *columns):
        if is_pending:
            pending.append(pk)
        else:
            yield Entry.of(pk, of_year, *texts)
    for of_year, made in corpus.documents(pending) if pending else ():
        yield Entry.of(made.pk, of_year, made.key, made.main, made.rest)


def score(entry: Entry, query: Sequence[str], near: Meanings) -> float:
    """How well a title answers (0: not): the mean of its words, more for a name that is the query or begins with it."""
    for words in readings(query):
        parts = {word: _word(entry, word, near.get(word, {})) for word in words}
        if all(parts[word] for word in required(words)):
            return round(sum(parts.values()) / len(parts) + _name(entry, query, near), 6)
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


def _name(entry: Entry, query: Sequence[str], near: Meanings) -> float:
    """What the name as a whole adds; a year beside the name tells namesakes apart."""
    year = str(entry.year or "")
    words = [word for word in query if word != year] if entry.key != " ".join(query) else list(query)
    key = " ".join(words)
    meant = likeliest(words, near)
    likeness = max(fuzz.token_sort_ratio(one, entry.key) for one in {key, meant})
    total = LIKENESS * likeness / 100 + YEAR * (year in query)
    if entry.key in (key, meant):
        return total + (WHOLE_NAME if key == entry.key else MEANT)
    return total + NAME_BEGINS * bool(key and entry.key.startswith(key))
