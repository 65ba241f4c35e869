"""Writes what titles and people are found by; called by services that change a name, a year, a credit or a genre."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Model, Prefetch, QuerySet

from catalog.models import Credit, Genre, Person, PersonDocument, PersonSpelling, Title, TitleDocument, TitleSpelling
from trendflix.core.search.models import Document
from trendflix.core.search.port import Index
from trendflix.core.search.writing import document, documents_write

TITLES = Index(TitleDocument, TitleSpelling)
PEOPLE = Index(PersonDocument, PersonSpelling)
CHUNK = 1_000


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
    """Write the documents of these titles; constant queries. How many there were."""
    chosen = list(pks)
    documents = [document_of(title) for title in with_texts(Title.objects.filter(pk__in=chosen))]
    documents_write(TITLES, documents)
    Title.objects.filter(pk__in=chosen, search_pending=True).update(search_pending=False)
    return len(documents)


def titles_of_changed(changed: Genre | Person) -> None:
    """Write the documents of all titles of a person or a genre that was renamed, in chunks."""
    pks = list(changed.titles.order_by("pk").values_list("pk", flat=True).distinct())
    for at in range(0, len(pks), CHUNK):
        titles_index(pks[at : at + CHUNK])


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


def titles_index_all(progress: Callable[[int], None] = lambda done: None, *, is_pending: bool = False) -> int:
    """Write the documents of all titles, or of those that are pending, a chunk a transaction. How many were written."""
    return _index_all(Title, titles_index, progress, is_pending)


def people_index_all(progress: Callable[[int], None] = lambda done: None, *, is_pending: bool = False) -> int:
    """Write the documents of all people, or of those that are pending, a chunk a transaction. How many were written."""
    return _index_all(Person, people_index, progress, is_pending)


def _index_all(
    model: type[Model], write: Callable[[list[int]], int], progress: Callable[[int], None], is_pending: bool
) -> int:
    done, last = 0, 0
    rows = model._default_manager.filter(search_pending=True) if is_pending else model._default_manager.all()
    while pks := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        done, last = done + write(pks), pks[-1]
        progress(done)
    return done
