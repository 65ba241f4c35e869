"""Keeping neighbours as rows, and rolling up figures."""

import numpy as np
import pytest
from django.contrib.auth.models import User

from catalog.models import Credit, Genre, Person, Rating, Season, Title, TitleColour, TitleNeighbour, TitleStats
from catalog.recommend import services
from catalog.recommend.services import neighbours_rebuild
from catalog.recommend.stats import PRIOR, Figures, colours_write, ratings_of_all, stats_write
from tests.catalog.rows.factories import films
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db


def neighbours(title: Title) -> list[int]:
    """Keys of its neighbours, best first."""
    return list(TitleNeighbour.objects.filter(title=title).order_by("-score").values_list("neighbour_id", flat=True))


@pytest.mark.parametrize("chunk", [200, 2])
def test_titles_of_a_genre_become_neighbours_and_a_second_time_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(services, "CHUNK", chunk)
    drama, first, second, other = Genre.objects.create(name="Drama", slug="drama"), *films(3)
    Title.objects.filter(pk=other.pk).update(name="Zebra")
    drama.titles.add(first, second)
    assert neighbours_rebuild([], {}) > 0 and neighbours(first)[0] == second.pk
    before = set(TitleNeighbour.objects.values_list("pk", flat=True))
    assert neighbours_rebuild([], {}) == 0
    assert set(TitleNeighbour.objects.values_list("pk", flat=True)) == before


def test_watching_and_looks_are_taken_in_and_unknown_keys_are_left_out() -> None:
    first, second, third = films(3)
    Title.objects.update(name="x")
    for number, title in enumerate((first, second, third)):
        Title.objects.filter(pk=title.pk).update(name=f"Name{number}")
    watched = [(viewer, title.pk) for viewer in range(5) for title in (first, third)] + [(1, 10**6)]
    neighbours_rebuild(watched, {10**6: np.ones(2, dtype=np.float32)})
    assert neighbours(first)[0] == third.pk


def test_neighbours_go_with_their_title() -> None:
    drama, first, second = Genre.objects.create(name="Drama", slug="drama"), *films(2)
    films(1)
    drama.titles.add(first, second)
    neighbours_rebuild([], {})
    second.delete()
    assert second.pk not in neighbours(first)
    neighbours_rebuild([], {})


def test_figures_are_written_where_they_differ_and_zeroed_where_they_are_gone() -> None:
    first, second = films(2)
    assert stats_write({first.pk: Figures(viewers=3, trend=1.5), second.pk: Figures(saved=2), 10**6: Figures()}) == 3
    assert stats_write({first.pk: Figures(viewers=3, trend=1.5), second.pk: Figures(saved=2)}) == 0
    assert stats_write({first.pk: Figures(viewers=4)}) == 2
    kept = {row.pk: (row.viewers, row.trend, row.saved) for row in TitleStats.objects.all()}
    assert kept == {first.pk: (4, 0.0, 0), second.pk: (0, 0.0, 0)}


def test_colours_that_are_no_longer_worn_go() -> None:
    first, second = films(2)
    assert colours_write({(first.pk, "red"): 2, (second.pk, "blue"): 1, (10**6, "red"): 1}) == 3
    assert colours_write({(first.pk, "red"): 5}) == 2
    assert list(TitleColour.objects.values_list("title_id", "colour", "pieces")) == [(first.pk, "red", 5)]


def test_one_enthusiast_does_not_outweigh_many_who_like_a_title(alice: User) -> None:
    loved, once = films(2)
    for number in range(40):
        viewer = Viewer.objects.create(session_key=f"s{number}")
        Rating.objects.create(viewer=viewer, title=loved, stars=5 if number % 8 else 2)
    Rating.objects.create(viewer=Visitor(alice.pk, "").viewer(), title=once, liking=1)
    found = ratings_of_all()
    assert found[once.pk][0] == 1 and found[loved.pk][0] == 40
    mean = (40 * 1.0 - 5 * 0.75 + 1.0) / 41
    assert found[once.pk][1] == pytest.approx((PRIOR * mean + 1.0) / (PRIOR + 1))
    assert found[loved.pk][1] < found[once.pk][1] < 1.0, "but it is drawn to the mean"


def test_ratings_that_say_nothing_do_not_count(alice: User) -> None:
    Rating.objects.create(viewer=Visitor(alice.pk, "").viewer(), title=films(1)[0])
    assert ratings_of_all() == {}


def test_a_title_is_described_by_its_people_as_their_part_is_and_by_its_decade() -> None:
    """The director before the writer before the costumes; an actor less the later they are named, the last a fifth."""
    title = films(1)[0]
    roles = [("director", 0), ("writer", 1), ("costume designer", 2), ("actor", 0), ("actor", 3), ("actor", 40)]
    people = [Person.objects.create(name=f"P{number}", slug=f"p{number}") for number in range(len(roles))]
    for person, (role, position) in zip(people, roles, strict=True):
        Credit.objects.create(title=title, person=person, role=role, position=position)
    Credit.objects.create(title=title, person=people[5], role="writer", position=41)
    Title.objects.filter(pk=title.pk).update(year=1989, tagline="a " * 3, synopsis=" ".join(f"w{n}" for n in range(99)))
    other = films(1)[0]
    keys, found = services._described({other.pk: np.ones(2, dtype=np.float32)})
    assert keys == [title.pk, other.pk] and found[0].look is None and found[1].look is not None
    weights = [found[0].features["people"][str(person.pk)] for person in people]
    assert weights == pytest.approx([1.0, 0.7, 0.6, 0.9, 0.9 * 0.75, 0.7])
    assert found[0].features["decade"] == {"198": 1.0} and found[1].features["decade"] == {}
    assert len(found[0].features["words"]) <= services.MAX_WORDS


def test_parts_of_titles_are_nobodys_neighbours() -> None:
    drama, first, second = Genre.objects.create(name="Drama", slug="drama"), *films(2)
    season = Season.objects.create(show=first, number=1)
    Title.objects.create(kind="episode", name="E", slug="e", season=season, number=1)
    trailer = Title.objects.create(kind="trailer", name="T", slug="t", parent=second)
    drama.titles.add(first, second, *Title.objects.filter(kind__in=("episode", "trailer")))
    neighbours_rebuild([(1, trailer.pk)], {})
    assert neighbours(first) == [second.pk] and TitleNeighbour.objects.count() == 2


def test_rebuilding_says_how_far_it_is_and_forgets_what_is_no_longer_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "CHUNK", 2)
    drama, *made = Genre.objects.create(name="Drama", slug="drama"), *films(5)
    for number, title in enumerate(made):
        Title.objects.filter(pk=title.pk).update(name=f"Name{number}")
    drama.titles.add(*made[:2])
    told: list[float] = []
    assert neighbours_rebuild([], {}, told.append) == 2
    assert told == pytest.approx([0.4, 0.8, 1.0])
    drama.titles.remove(made[0])
    drama.titles.add(made[2])
    neighbours_rebuild([], {})
    assert [neighbours(title) for title in made[:3]] == [[], [made[2].pk], [made[1].pk]]
