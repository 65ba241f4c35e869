"""The pages of people and of collections."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Collection, Title
from catalog.services import credit_add, film_get_or_create
from tests.clients import SiteClient
from tests.site.test_title_page import filmed

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    """The page's text."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def films() -> list[Title]:
    """Three films with Maya Okoye, who directed the last; the first two in a collection, the second before it."""
    made = [filmed(film_get_or_create(f"Film {number}", 2000 + number)[0]) for number in range(3)]
    for film in made[:2]:
        credit_add(film, "Maya Okoye", "actor", "Lia")
    credit_add(made[2], "Maya Okoye", "director")
    boats = Collection.objects.create(name="Boats", slug="boats", description="All that float.")
    for position, film in enumerate((made[1], made[0])):
        boats.items.create(title=film, position=position)
    return made


def test_a_person_has_titles_by_role_the_newest_first_and_what_is_worn_in_them(
    client: Client, films: list[Title]
) -> None:
    shown = text(client, "/person/maya-okoye/")
    assert shown.index("Actor") < shown.index("Film 1") < shown.index("Film 0") < shown.index("Director")
    assert "2001 · Lia" in shown and "MO" in shown and "3 credits" in shown
    assert shown.index("Worn in these titles") < shown.index("/go/") and "Coat of film-0" in shown


def test_a_person_of_hidden_titles_alone_is_there_for_staff_alone(
    client: Client, carol: User, films: list[Title]
) -> None:
    Title.objects.update(published=False)
    assert client.get("/person/maya-okoye/").status_code == 404
    assert "Maya" not in text(client, "/people/")
    assert client.get("/collection/boats/").status_code == 404, "nothing of it is seen"
    staff = SiteClient()
    staff.force_login(carol)
    assert "Film 0" in text(staff, "/person/maya-okoye/") and "Maya" in text(staff, "/people/")


def test_people_are_listed_by_name_and_found_by_it(client: Client, films: list[Title]) -> None:
    credit_add(films[0], "Ada Brandt", "writer")
    shown = text(client, "/people/")
    assert shown.index("Ada Brandt") < shown.index("Maya Okoye")
    found = text(client, "/people/?q=mya okoey")
    assert "Maya Okoye" in found and "Ada" not in found
    assert "Nobody is called “zeppelin”" in text(client, "/people/?q=zeppelin")


def test_an_empty_library_has_no_people(client: Client) -> None:
    assert "Nobody is credited yet" in text(client, "/people/")


def test_many_people_stand_on_pages_and_the_search_goes_with_them(client: Client, films: list[Title]) -> None:
    for number in range(70):
        credit_add(films[0], f"Jon Aske {number}", "actor")
    assert 'href="?page=2"' in text(client, "/people/")
    assert "?q=aske&amp;page=2" in text(client, "/people/?q=aske")


def test_a_collection_keeps_the_editors_order(client: Client, films: list[Title]) -> None:
    shown = text(client, "/collection/boats/")
    assert "All that float." in shown and shown.index("Film 1") < shown.index("Film 0") and "Film 2" not in shown


def test_a_collection_that_is_not_published_is_for_staff_alone(client: Client, carol: User, films: list[Title]) -> None:
    Collection.objects.update(published=False)
    assert client.get("/collection/boats/").status_code == 404
    staff = SiteClient()
    staff.force_login(carol)
    assert staff.get("/collection/boats/").status_code == 200


def test_who_and_what_is_not_there_is_said_so(client: Client) -> None:
    for address in ("/person/nobody/", "/collection/none/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "queries"), [("/person/maya-okoye/", 8), ("/people/", 2), ("/collection/boats/", 5)]
)
def test_more_titles_cost_no_more_queries(
    client: Client, films: list[Title], address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    boats = Collection.objects.get()
    for number in range(3, 25):
        film = filmed(film_get_or_create(f"Film {number}")[0])
        credit_add(film, "Maya Okoye", "actor")
        boats.items.create(title=film, position=number)
    with django_assert_num_queries(queries):
        client.get(address)
