"""Keeping neighbours as rows, and rolling up figures."""

import numpy as np
import pytest
from django.contrib.auth.models import User

from catalog.models import Genre, Rating, Title, TitleColour, TitleNeighbour, TitleStats
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
