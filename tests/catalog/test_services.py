"""Making titles: once each, with slugs of their own."""

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Credit, Genre, Person, Title
from catalog.services import (
    credit_add,
    episode_get_or_create,
    film_get_or_create,
    genres_set,
    show_get_or_create,
)
from trendflix.core.errors import UserError

pytestmark = pytest.mark.django_db


def test_namesakes_in_any_script_have_slugs_of_their_own() -> None:
    slugs = [film_get_or_create("東京物語", year)[0].slug for year in (1953, 2013)]
    assert slugs == ["東京物語", "東京物語-2"]
    assert credit_add(film_get_or_create("A")[0], "Ян Ковалёв", "actor").person.slug == "ян-ковалев"


def test_the_same_film_is_made_once() -> None:
    first, made = film_get_or_create("Ferry", 2026)
    assert made and film_get_or_create(" ferry ", 2026) == (first, False)
    assert film_get_or_create("Ferry", 1999)[1], "another year is another film"


def test_a_title_needs_a_name() -> None:
    with pytest.raises(UserError, match="needs a name"):
        film_get_or_create("  ")


def test_an_episode_stands_in_its_season() -> None:
    show, _ = show_get_or_create("Harbour")
    episode, made = episode_get_or_create(show, 1, 2, "Fog")
    assert made and (str(episode.season), episode.number, episode.slug) == ("Harbour · Season 1", 2, "harbour-s01e02")
    assert episode_get_or_create(show, 1, 2) == (episode, False) and show_get_or_create("harbour") == (show, False)


@pytest.mark.parametrize(("season", "number"), [(-1, 1), (1, 0)])
def test_seasons_and_episodes_are_numbered_sensibly(season: int, number: int) -> None:
    show, _ = show_get_or_create("Harbour")
    with pytest.raises(UserError, match="seasons start at 0"):
        episode_get_or_create(show, season, number)


def test_genres_are_shared_between_titles() -> None:
    for name in ("A", "B"):
        genres_set(film_get_or_create(name)[0], ["Drama", "Short"])
    genres_set(film_get_or_create("A")[0], ["drama"])
    assert Genre.objects.count() == 2
    assert [genre.name for genre in film_get_or_create("A")[0].genres.all()] == ["Drama"]


def test_a_person_is_made_once_however_many_credits() -> None:
    film, _ = film_get_or_create("A")
    for role in ("actor", "director", "actor"):
        credit_add(film, "Ada Brandt", role)
    assert Person.objects.count() == 1 and Credit.objects.count() == 2
    assert str(Credit.objects.get(role="director")) == "Ada Brandt (Director)"


def test_an_unknown_role_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="'gaffer' is no credit; use one of actor"):
        credit_add(film_get_or_create("A")[0], "Ada", "gaffer")


@pytest.mark.parametrize("fields", [{"kind": "episode"}, {"kind": "film", "number": 3}])
def test_the_database_keeps_seasons_to_episodes(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Title.objects.create(name="Odd", slug="odd", **fields)
