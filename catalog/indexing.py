"""Writes what titles and people are found by; called by services that change a name, a year, a credit or a genre."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Model, Prefetch, QuerySet

from catalog.models import Credit, Person, PersonDocument, PersonSpelling, Title, TitleDocument, TitleSpelling
from trendflix.core.search.models import Document
from trendflix.core.search.protocols import Index
from trendflix.core.search.writing import document, documents_write

TITLES = Index(TitleDocument, TitleSpelling)
PEOPLE = Index(PersonDocument, PersonSpelling)
CHUNK = 1_000
MAX_AT_ONCE = 50
"""Titles of a renamed person or genre up to which documents are written in the request."""


def with_texts(titles: QuerySet[Title]) -> QuerySet[Title]:
    """Titles with what their documents are made of; three queries."""
    credits = Credit.objects.select_related("person").only("title_id", "character", "person__name", "position")
    return titles.only("name", "year").prefetch_related("genres", Prefetch("credits", credits))


def document_of(title: Title) -> Document:
    """The document of a title of ``with_texts``, not written."""
    cast = [text for credit in title.credits.all() for text in (credit.person.name, credit.character)]
    genres = [genre.name for genre in title.genres.all()]
    year = [str(title.year)] if title.year else []
    return document(TITLES, title.pk, title.name, [title.name], [*year, *genres, *dict.fromkeys(cast)])


@transaction.atomic
def titles_index(pks: Iterable[int]) -> int:
    """Write the documents of these titles; constant queries. How many there were.

    The rows are locked before anything is read, in the order of keys: who changes them meanwhile waits, or is waited
    for, so a document is never older than its title.
    """
    chosen = list(
        Title.objects.select_for_update().filter(pk__in=list(pks)).order_by("pk").values_list("pk", flat=True)
    )
    documents = [document_of(title) for title in with_texts(Title.objects.filter(pk__in=chosen))]
    documents_write(TITLES, documents)
    Title.objects.filter(pk__in=chosen, search_pending=True).update(search_pending=False)
    return len(documents)


def titles_changing(titles: QuerySet[Title]) -> list[int]:
    """The titles to index once a person or a genre of theirs has changed; call it before, in the same transaction.

    Of many none: they are marked by one UPDATE and written later by ``titles_index_pending``. All are locked first, in
    the order of keys, which an UPDATE does not promise.
    """
    pks = list(titles.select_for_update().order_by("pk").values_list("pk", flat=True))
    if len(pks) <= MAX_AT_ONCE:
        return pks
    titles.update(search_pending=True)
    return []


@transaction.atomic
def titles_index_pending(limit: int) -> int:
    """Write the documents of the newest ``limit`` pending titles that nobody else is writing. How many there were."""
    return titles_index(_pending_pks(Title, limit))


def person_document_of(person: Person) -> Document:
    """The document of a person, not written."""
    return document(PEOPLE, person.pk, person.name, [person.name], [])


@transaction.atomic
def people_index(pks: Iterable[int]) -> int:
    """Write the documents of these people; constant queries. How many there were."""
    chosen = list(pks)
    documents = [person_document_of(person) for person in Person.objects.filter(pk__in=chosen).only("name")]
    documents_write(PEOPLE, documents)
    Person.objects.filter(pk__in=chosen, search_pending=True).update(search_pending=False)
    return len(documents)


@transaction.atomic
def people_index_pending(limit: int) -> int:
    """Write the documents of the newest ``limit`` pending people that nobody else is writing. How many there were."""
    return people_index(_pending_pks(Person, limit))


def _pending_pks(model: type[Title] | type[Person], limit: int) -> Iterable[int]:
    """The keys of the newest pending rows, locked; those that another process holds are passed over."""
    rows = model._default_manager.select_for_update(skip_locked=True).filter(search_pending=True)
    return rows.order_by("-pk").values_list("pk", flat=True)[:limit]


def titles_index_all(progress: Callable[[int], None] = lambda done: None, *, is_pending: bool = False) -> int:
    """Write the documents of all titles, or of those that are pending, a chunk a transaction. How many were written."""
    return _index_all(Title, titles_index, titles_index_pending, progress, is_pending)


def people_index_all(progress: Callable[[int], None] = lambda done: None, *, is_pending: bool = False) -> int:
    """Write the documents of all people, or of those that are pending, a chunk a transaction. How many were written."""
    return _index_all(Person, people_index, people_index_pending, progress, is_pending)


def _index_all(
    model: type[Model],
    write: Callable[[list[int]], int],
    pending: Callable[[int], int],
    progress: Callable[[int], None],
    is_pending: bool,
) -> int:
    done, last = 0, 0
    while is_pending and (count := pending(CHUNK)):
        done += count
        progress(done)
    rows = model._default_manager.none() if is_pending else model._default_manager.order_by("pk")
    while pks := list(rows.filter(pk__gt=last).values_list("pk", flat=True)[:CHUNK]):
        done, last = done + write(pks), pks[-1]
        progress(done)
    return done
