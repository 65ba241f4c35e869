"""What is offered while somebody types, and how many misspelt names are found."""

import pytest
from django.db import connection

from catalog.indexing import titles_index_all
from catalog.models import Genre, Title
from catalog.services import film_get_or_create
from catalog.suggest import genres_suggested, titles_suggested
from trendflix.accounts.sight import EVERYBODY
from trendflix.bench.misspellings import misspelt
from trendflix.demo.scale.words import title_name

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


def names(text: str) -> list[str]:
    """The names of the suggested titles."""
    return [title.name for title in titles_suggested(NOBODY, text)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nihgt market", "Night Market"),
        ("night mar", "Night Market"),
        ("market night", "Night Market"),
        ("oeuvre", "Œuvre"),
        ("œuvre", "Œuvre"),
        ("amelie", "Amélie"),
        ("spider man", "Spider-Man"),
        ("spiderman", "Spider-Man"),
        ("東京", "東京物語"),
        ("物語", "東京物語"),
        ("maket", "Night Market"),
        ("alst ferry", "The Last Ferry"),
        ("the lst ferry", "The Last Ferry"),
    ],
)
def test_a_title_is_offered_as_people_type_it(typed: str, name: str) -> None:
    for one in ("Night Market", "Œuvre", "Amélie", "Spider-Man", "東京物語", "The Last Ferry"):
        film_get_or_create(one)
    assert names(typed) == [name]


def test_the_name_that_is_meant_comes_before_those_that_hold_its_words() -> None:
    for one in ("Market", "Market of Fish", "Night Market", "Black Market"):
        film_get_or_create(one)
    assert names("market")[0] == names("marekt")[0] == "Market"


def test_no_more_than_five_are_offered_and_nothing_that_is_hidden() -> None:
    for number in range(8):
        film_get_or_create(f"Ferry {number}")
    Title.objects.filter(name="Ferry 7").update(published=False)
    assert len(names("ferry")) == 5 and "Ferry 7" not in names("ferry 7")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("dr", ["Drama"]), ("darma", ["Drama"]), ("noir", ["Film Noir"]), ("d", []), ("zeppelin", []), ("", [])],
)
def test_a_genre_is_offered_by_its_beginning_or_nearly_its_name(typed: str, found: list[str]) -> None:
    for name in ("Drama", "Film Noir", "Comedy"):
        Genre.objects.create(name=name, slug=name.lower().replace(" ", "-"))
    assert [genre.name for genre in genres_suggested(NOBODY, typed)] == found


def test_misspelt_names_are_among_the_first_three_of_a_library_of_like_names() -> None:
    library = [title_name(number) for number in range(3_000)]
    Title.objects.bulk_create(Title(name=name, slug=f"t-{number}") for number, name in enumerate(library))
    titles_index_all()
    with connection.cursor() as cursor:  # as autovacuum does; without numbers PostgreSQL compares all with all
        cursor.execute("ANALYZE")
    typed = misspelt(library, 200, seed=7)
    found = [name in names(text)[:3] for name, text in typed]
    assert sum(found) / len(found) >= 0.95, [one for one, is_found in zip(typed, found, strict=True) if not is_found]


def test_misspelt_names_are_the_same_each_time_and_differ_from_the_name() -> None:
    typed = misspelt(["The Last Ferry", "Night Market"], 50, seed=3)
    assert typed == misspelt(["The Last Ferry", "Night Market"], 50, seed=3)
    changed = [text for name, text in typed if text != name.lower()]
    assert len(changed) > 40 and len({text for _, text in typed}) > 20
