"""What titles are found by follows what is written of them."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from catalog.indexing import MAX_AT_ONCE
from catalog.models import Genre, Person, Title, TitleDocument
from catalog.selectors import title_pks_search
from catalog.services import credit_add, film_get_or_create, genres_set, name_save, names_delete, title_save
from trendflix.accounts.sight import EVERYBODY, STAFF
from trendflix.core.pending import pending_write
from trendflix.jobs.tasks import write_search

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY
FORM = {
    "kind": "film", "name": "Renamed", "slug": "the-last-ferry", "year": 2026, "published": "on",
    "credits-TOTAL_FORMS": 0, "credits-INITIAL_FORMS": 0,
}  # fmt: skip


def found(text: str) -> list[int]:
    """The answer to anybody."""
    return title_pks_search(NOBODY, text)


@pytest.fixture
def ferry() -> Title:
    """A film with an actress and a genre."""
    film, _ = film_get_or_create("The Last Ferry", 2026)
    genres_set(film, ["Drama"])
    credit_add(film, "Ines Carvalho", "actor", "Lia")
    return film


def test_a_title_is_found_by_all_that_is_known_of_it(ferry: Title) -> None:
    for text in ("ferry", "2026", "drama", "carvalho", "lia", "lia ferry drama 2026"):
        assert found(text) == [ferry.pk], text


def test_a_new_name_replaces_the_old_one(ferry: Title) -> None:
    ferry.name = "The First Tram"
    title_save(ferry)
    assert found("tram") == [ferry.pk] and found("ferry") == []


def test_a_genre_taken_away_is_no_answer_any_more(ferry: Title) -> None:
    genres_set(ferry, ["Comedy"])
    assert found("drama") == [] and found("comedy") == [ferry.pk]


def test_a_title_that_is_deleted_leaves_no_document(ferry: Title) -> None:
    ferry.delete()
    assert found("ferry") == [] and not TitleDocument.objects.exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # raises where the index disagrees with its table
            cursor.execute(
                "INSERT INTO catalog_titledocument_fts (catalog_titledocument_fts) VALUES ('integrity-check')"
            )


def test_people_and_genres_that_are_deleted_are_no_answer_any_more(ferry: Title) -> None:
    names_delete(Person.objects.all())
    names_delete(Genre.objects.all())
    assert found("carvalho") == [] and found("drama") == [] and found("ferry") == [ferry.pk]


def test_what_the_admin_saves_is_found(client: Client, carol: User, ferry: Title) -> None:
    client.force_login(carol)
    response = client.post(f"/admin/catalog/title/{ferry.pk}/change/", FORM)
    assert response.status_code == 302 and found("renamed") == [ferry.pk] and found("ferry") == []


def test_a_person_renamed_in_the_admin_leads_to_their_titles(client: Client, carol: User, ferry: Title) -> None:
    client.force_login(carol)
    person = Person.objects.get()
    client.post(f"/admin/catalog/person/{person.pk}/change/", {"name": "Maya Okoye", "slug": "maya"})
    assert found("okoye") == [ferry.pk] and found("carvalho") == []
    client.post(f"/admin/catalog/person/{person.pk}/delete/", {"post": "yes"})
    assert found("okoye") == []


def drama(count: int) -> Genre:
    """A genre of so many titles, with documents."""
    genre = Genre.objects.create(name=f"Drama{count}", slug=f"drama-{count}")
    titles = Title.objects.bulk_create(Title(name=f"Evening {n}", slug=f"{genre.slug}-{n}") for n in range(count))
    genre.titles.set(titles)
    call_command("rebuild_search", "--pending", stdout=StringIO())
    return genre


def test_a_genre_of_many_titles_is_renamed_without_writing_their_documents(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (MAX_AT_ONCE + 1, 4 * MAX_AT_ONCE):
        genre = drama(count)
        genre.name = f"Tragedy {count}"
        with django_assert_num_queries(7):  # among them four of savepoints
            name_save(genre)
        assert Title.objects.filter(search_pending=True).count() == count
        pending_write()
        assert not Title.objects.filter(search_pending=True).exists()
    assert not TitleDocument.objects.filter(rest__contains="drama").exists()
    assert TitleDocument.objects.filter(rest__contains="tragedy").count() == 5 * MAX_AT_ONCE + 1


def test_a_genre_of_many_titles_is_deleted_without_writing_their_documents() -> None:
    genre = drama(2 * MAX_AT_ONCE)
    names_delete(Genre.objects.filter(pk=genre.pk))
    assert Title.objects.filter(search_pending=True).count() == 2 * MAX_AT_ONCE
    write_search()
    assert not TitleDocument.objects.filter(rest__contains="drama").exists()


def test_pending_documents_are_written_a_bounded_number_at_a_time(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    drama(30)
    Title.objects.update(search_pending=True)
    with CaptureQueriesContext(connection) as few:
        assert pending_write(5) == {"titles": 5}
    newest = Title.objects.order_by("-pk").values_list("pk", flat=True)[:5]
    assert set(Title.objects.filter(search_pending=False).values_list("pk", flat=True)) == set(newest)
    with django_assert_max_num_queries(len(few)):
        assert pending_write(20) == {"titles": 20}
    assert pending_write() == {"titles": 5} and pending_write() == {}


def test_what_is_unpublished_is_not_found_at_once(client: Client, carol: User, ferry: Title) -> None:
    client.force_login(carol)
    client.post("/admin/catalog/title/", {"action": "unpublish", "_selected_action": [ferry.pk]})
    assert found("ferry") == [] and title_pks_search(STAFF, "ferry") == [ferry.pk]


def test_rows_made_past_the_services_are_found_and_get_documents(ferry: Title) -> None:
    other = Title.objects.create(name="Harbour", slug="harbour", kind="show")
    assert found("harbour") == [other.pk]
    call_command("rebuild_search", "--pending", stdout=StringIO())
    assert TitleDocument.objects.filter(title=other).exists() and found("harbour") == [other.pk]


def test_everything_is_written_anew_on_demand(ferry: Title) -> None:
    TitleDocument.objects.update(key="", main="nonsense", rest="")
    assert found("ferry") == []
    said = StringIO()
    call_command("rebuild_search", stdout=said)
    assert found("ferry") == [ferry.pk] and "1 titles, 1 people, 0 products" in said.getvalue()
