"""People: who is seen, what they did, and how their names are found."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.models import Person, PersonDocument, Title
from catalog.people import credits_of, people_listed, people_search, person_by_slug, titles_of_credits
from catalog.services import credit_add, episode_get_or_create, film_get_or_create, name_save, show_get_or_create
from trendflix.accounts.sight import EVERYBODY, STAFF

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


@pytest.fixture
def ines() -> Person:
    """An actress of a film, of a show's two episodes, and, as director, of an unpublished film."""
    ferry, _ = film_get_or_create("The Last Ferry", 2026)
    credit_add(ferry, "Inês Carvalho", "actor", "Lia")
    show, _ = show_get_or_create("Harbour", 2020)
    for number in (1, 2):
        credit_add(episode_get_or_create(show, 1, number)[0], "Inês Carvalho", "actor", "The Pilot")
    hidden = Title.objects.create(name="Rough Cut", slug="rough-cut", published=False)
    credit_add(hidden, "Inês Carvalho", "director")
    credit_add(hidden, "Unseen Person", "actor")
    return Person.objects.get(name="Inês Carvalho")


def test_a_filmography_holds_each_film_and_show_once_a_role_the_newest_first(ines: Person) -> None:
    found = credits_of(NOBODY, ines)
    titles = titles_of_credits(NOBODY, [pk for rows in found.values() for pk, _ in rows])
    named = {role: {(titles[pk].name, character) for pk, character in rows} for role, rows in found.items()}
    assert named == {"actor": {("The Last Ferry", "Lia"), ("Harbour", "The Pilot")}}


def test_staff_see_what_is_not_published_too(ines: Person) -> None:
    assert set(credits_of(STAFF, ines)) == {"actor", "director"}


def test_somebody_of_whom_nothing_is_published_is_there_for_staff_alone(ines: Person) -> None:
    assert [person.name for person in people_listed(NOBODY)] == ["Inês Carvalho"]
    assert people_search(NOBODY, "unseen", 5) == []
    with pytest.raises(Person.DoesNotExist):
        person_by_slug(NOBODY, "unseen-person")
    assert person_by_slug(STAFF, "unseen-person").name == "Unseen Person"


@pytest.mark.parametrize(
    "text", ["ines", "INÊS CARVALHO", "carvalho ines", "carv", "carvahlo", "inse carvalho", "lnes"]
)
def test_a_person_is_found_as_people_type_the_name(ines: Person, text: str) -> None:
    assert people_search(NOBODY, text, 5) == [ines]


def test_a_new_name_replaces_the_old_one(ines: Person) -> None:
    ines.name = "Maya Okoye"
    name_save(ines)
    assert people_search(NOBODY, "okoye", 5) == [ines] and people_search(NOBODY, "carvalho", 5) == []


def test_a_person_made_past_the_services_is_found_and_one_deleted_leaves_no_document(ines: Person) -> None:
    other = Person.objects.create(name="Jon Aske", slug="jon-aske")
    other.credits.create(title=Title.objects.get(slug="the-last-ferry"), role="writer")
    assert people_search(NOBODY, "jon aske", 5) == [other]
    ines.delete()
    assert not PersonDocument.objects.filter(key="ines carvalho").exists()


def test_a_search_makes_two_queries(ines: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        people_search(NOBODY, "carvalho", 5)


@pytest.mark.parametrize(
    ("name", "letters"), [("Maya Okoye", "MO"), ("Cher", "C"), ("Ana de Armas", "AA"), ("小津 安二郎", "小安")]
)
def test_initials_stand_where_there_is_no_photo(name: str, letters: str) -> None:
    assert Person(name=name).initials == letters
