"""Rows of what is new, at large and by genre, and of what comes soon."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.models import Genre, Season, Title
from catalog.rows import newest as rows
from catalog.rows.row import Row
from playback.models import Video
from trendflix.accounts.sight import EVERYBODY, STAFF, Sight

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


def films(count: int, *genres: Genre, plays: bool = True, published: bool = True) -> list[Title]:
    """Films of some genres, that can be played or not."""
    first = Title.objects.count()
    made = Title.objects.bulk_create(
        Title(name=f"Film {n}", slug=f"film-{n}", published=published) for n in range(first, first + count)
    )
    for genre in genres:
        genre.titles.add(*made)
    if plays:
        Video.objects.bulk_create(Video(title=title, package_key="k") for title in made)
    return made


def genre(name: str) -> Genre:
    """One by its name."""
    return Genre.objects.create(name=name, slug=name.lower().replace(" ", "-"))


def shown(sight: Sight = NOBODY) -> dict[str, list[str]]:
    """Rows by name, with their titles' names."""
    keys = rows.newest_keys(sight)
    found: list[Row] = [rows.new_row(keys), *rows.genre_rows(sight, keys), rows.soon_row(sight)]
    names = dict(Title.objects.values_list("pk", "name"))
    return {row.name: [names[key] for key in row.keys] for row in found if row.keys}


def test_an_empty_library_has_no_rows() -> None:
    genre("Drama")
    assert shown() == {}


def test_a_genre_gets_a_row_from_two_titles_on_that_are_not_all_there_are() -> None:
    films(1, genre("Drama"), genre("Crime"))
    films(1, Genre.objects.get(name="Drama"))
    films(1)
    assert shown() == {"New here": ["Film 2", "Film 1", "Film 0"], "Drama": ["Film 1", "Film 0"]}
    Title.objects.filter(name="Film 2").delete()
    assert list(shown()) == ["New here"]


def test_a_row_of_a_genre_knows_older_titles_than_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    films(2, genre("Western"))
    films(150, genre("Drama"))
    films(2)
    assert shown()["Western"] == ["Film 1", "Film 0"]
    monkeypatch.setattr(rows, "NEWEST", 20)
    assert shown()["Western"] == ["Film 1", "Film 0"], "in a library where not all titles are read"
    assert shown()["Drama"] == [f"Film {n}" for n in range(151, 133, -1)]


@pytest.mark.parametrize("limit", [400, 5])
def test_both_ways_of_making_rows_leave_out_what_people_do_not_see(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(rows, "NEWEST", limit)
    drama = genre("Drama")
    films(3, drama)
    films(2, drama, published=False)
    films(2, drama, plays=False)
    films(4)
    assert shown()["Drama"] == ["Film 2", "Film 1", "Film 0"]
    assert shown(STAFF)["Drama"] == ["Film 4", "Film 3", "Film 2", "Film 1", "Film 0"]
    assert shown()["Soon"] == ["Film 6", "Film 5"]


@pytest.mark.parametrize("limit", [400, 5])
def test_a_show_can_be_played_when_one_of_its_episodes_can(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(rows, "NEWEST", limit)
    drama = genre("Drama")
    films(5, drama)
    show = Title.objects.create(name="Harbour", slug="harbour", kind="show")
    drama.titles.add(show)
    season = Season.objects.create(show=show, number=1)
    episode = Title.objects.create(name="Fog", slug="fog", kind="episode", season=season, number=1)
    assert shown()["Soon"] == ["Harbour"]
    Video.objects.create(title=episode, package_key="k")
    assert "Soon" not in shown() and shown()["New here"][0] == "Harbour"
    Title.objects.filter(pk=episode.pk).update(published=False)
    assert shown()["Soon"] == ["Harbour"]


def test_more_titles_and_genres_cost_no_more_queries(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(12):
        films(40, genre(f"Genre {number}"))
    with django_assert_max_num_queries(3):
        keys = rows.newest_keys(NOBODY)
        found = rows.genre_rows(NOBODY, keys)
    assert len(found) == rows.MAX_GENRE_ROWS and all(len(row.keys) == rows.ROW_LENGTH for row in found)


def test_a_genre_with_a_row_of_its_own_has_no_other() -> None:
    drama, crime = genre("Drama"), genre("Crime")
    films(3, drama)
    films(3, crime)
    found = rows.genre_rows(NOBODY, rows.newest_keys(NOBODY), apart=[drama.pk])
    assert [row.name for row in found] == ["Crime"]
    assert len(rows.one_genre_row(NOBODY, drama).keys) == 3
