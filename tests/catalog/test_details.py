"""What the page of a title tells: credits, extras, collections, seasons, and what is like it."""

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from catalog.details import cast_and_crew, collections_of, countries_of, extras_of, languages_of
from catalog.models import Collection, Country, Language, Title, TitleNeighbour
from catalog.related import related
from catalog.services import credit_add, episode_get_or_create, film_get_or_create, genres_set, show_get_or_create
from catalog.shows import episodes_of, number_label, part_chosen, seasons_of
from playback.models import Video
from trendflix.accounts.sight import EVERYBODY, STAFF

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


@pytest.fixture
def ferry() -> Title:
    """A drama with an actress and a director."""
    film, _ = film_get_or_create("The Last Ferry", 2026)
    genres_set(film, ["Drama"])
    credit_add(film, "Maya Okoye", "actor", "Lia")
    credit_add(film, "Jon Aske", "director")
    return film


def test_the_cast_stands_apart_from_the_crew(ferry: Title) -> None:
    cast, crew = cast_and_crew(ferry)
    assert [(one.person.name, one.character) for one in cast] == [("Maya Okoye", "Lia")]
    assert [(one.role, [credit.person.name for credit in one.credits]) for one in crew] == [("Director", ["Jon Aske"])]


def test_only_trailers_that_can_be_watched_are_offered(ferry: Title) -> None:
    kinds = {name: Title.objects.create(kind="trailer", name=name, slug=name, parent=ferry) for name in ("a", "b", "c")}
    for name in ("a", "b"):
        Video.objects.create(title=kinds[name], package_key="k")
    Title.objects.filter(slug="b").update(published=False)
    assert extras_of(NOBODY, ferry) == [kinds["a"]]


def test_a_collection_that_is_not_published_is_for_staff_alone(ferry: Title) -> None:
    for name, published in (("Boats", True), ("Drafts", False)):
        Collection.objects.create(name=name, slug=name.lower(), published=published).items.create(title=ferry)
    assert [one.name for one in collections_of(NOBODY, ferry)] == ["Boats"]
    assert {one.name for one in collections_of(STAFF, ferry)} == {"Boats", "Drafts"}


def test_countries_and_languages_are_named_in_the_readers_language(ferry: Title) -> None:
    ferry.countries.add(Country.objects.create(code="DE"))
    ferry.languages.add(Language.objects.create(code="pt-BR"))
    with override("de"):
        assert countries_of(ferry) == ["Deutschland"] and "Portugiesisch" in languages_of(ferry)[0]


def test_neighbours_come_first_then_who_shares_people_then_who_shares_a_genre(ferry: Title) -> None:
    drama, shared, near, far, hidden = (film_get_or_create(f"Film {number}")[0] for number in range(5))
    for film in (drama, hidden):
        genres_set(film, ["Drama"])
    credit_add(shared, "Maya Okoye", "writer")
    TitleNeighbour.objects.create(title=ferry, neighbour=near, score=0.9)
    Title.objects.filter(pk=hidden.pk).update(published=False)
    assert related(NOBODY, ferry, 12) == [near, shared, drama]
    assert related(NOBODY, ferry, 1) == [near] and far not in related(NOBODY, ferry, 12)


def test_more_films_of_the_genre_cost_no_more_queries(
    ferry: Title, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        genres_set(film_get_or_create(f"Film {number}")[0], ["Drama"])
    with django_assert_num_queries(4):
        assert len(related(NOBODY, ferry, 12)) == 12


def test_seasons_are_counted_by_what_one_may_see_and_specials_come_last() -> None:
    show, _ = show_get_or_create("Harbour")
    for season, count in ((0, 1), (1, 2), (2, 1), (3, 1)):
        for number in range(1, count + 1):
            episode_get_or_create(show, season, number)
    Title.objects.filter(season__number=3).update(published=False)
    parts = seasons_of(NOBODY, show)
    assert [(part.season.number, part.episodes) for part in parts] == [(1, 2), (2, 1), (0, 1)]
    chosen = [part_chosen(parts, number, fallback) for number, fallback in (("2", 1), ("9", 1), (None, 2), ("x", 0))]
    assert [part.season.number for part in chosen if part] == [2, 1, 2, 0]
    assert part_chosen([], "1", None) is None
    assert [title.number for title in episodes_of(NOBODY, parts[0].season)] == [1, 2]


def test_a_file_of_two_episodes_says_both_numbers() -> None:
    assert number_label(Title(number=2, last_number=3)) == "2–3" and number_label(Title(number=2)) == "2"
