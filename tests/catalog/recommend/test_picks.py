"""What is chosen for a person."""

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from catalog.models import Genre, Rating, TasteGenre, TasteTitle, TitleStats, WatchlistEntry
from catalog.recommend import picks
from catalog.recommend.picks import MIN_BECAUSE, picks_for, related, seed_weights
from catalog.rows.audience import Audience
from tests.catalog.rows.factories import alike, films
from trendflix.accounts.sight import EVERYBODY
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db


def test_somebody_new_gets_nothing() -> None:
    made = films(3)
    alike(made[0], *made[1:])
    found = picks_for(Audience(EVERYBODY))
    assert found.for_you == [] and found.because == []


def test_what_is_like_most_of_what_was_watched_comes_first() -> None:
    first, second, both, one = films(4)
    alike(first, one, both)
    alike(second, both)
    found = picks_for(Audience(EVERYBODY, watched=(first.pk, second.pk)))
    assert found.for_you == [both.pk, one.pk]


def test_what_was_seen_turned_down_or_listed_is_left_out(alice: User) -> None:
    seed, seen, bad, listed, left = films(5)
    viewer = Visitor(alice.pk, "").viewer()
    alike(seed, seen, bad, listed, left)
    Rating.objects.create(viewer=viewer, title=bad, liking=-1)
    WatchlistEntry.objects.create(viewer=viewer, title=listed)
    audience = Audience(EVERYBODY, viewer.pk, watched=(seed.pk,), seen_among=lambda keys: {seen.pk})
    assert picks_for(audience).for_you == [left.pk]


def test_what_is_like_a_title_that_was_turned_down_comes_later(alice: User) -> None:
    good, bad, near_bad, fine = films(4)
    viewer = Visitor(alice.pk, "").viewer()
    alike(good, near_bad, fine)
    alike(bad, near_bad)
    audience = Audience(EVERYBODY, viewer.pk, watched=(good.pk,))
    assert picks_for(audience).for_you == [near_bad.pk, fine.pk]
    Rating.objects.create(viewer=viewer, title=bad, liking=-1)
    assert picks_for(Audience(EVERYBODY, viewer.pk, watched=(good.pk,))).for_you == [fine.pk, near_bad.pk]


def test_stars_count_as_likings(alice: User) -> None:
    many, few, between = films(3)
    viewer = Visitor(alice.pk, "").viewer()
    for title, stars in ((many, 5), (few, 1), (between, 3)):
        Rating.objects.create(viewer=viewer, title=title, stars=stars)
    weights = seed_weights(Audience(EVERYBODY, viewer.pk))
    assert weights[many.pk] > 0 > weights[few.pk] and between.pk not in weights


def test_a_because_list_needs_enough_titles_and_shares_none() -> None:
    made = films(3 + 2 * MIN_BECAUSE)
    last, before, thin, others = made[0], made[1], made[2], made[3:]
    alike(last, *others[:MIN_BECAUSE])
    alike(before, *others)
    alike(thin, others[0])
    found = picks_for(Audience(EVERYBODY, watched=(last.pk, thin.pk, before.pk)))
    assert [one.name for one in found.because] == ["Film 0", "Film 1"]
    keys = [key for one in found.because for key in one.keys]
    assert len(keys) == len(set(keys)) == len(others)


def test_a_long_history_costs_a_handful_of_queries(
    alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = films(60)
    for title in made[:40]:
        alike(title, *made[40:])
    viewer = Visitor(alice.pk, "").viewer()
    with django_assert_max_num_queries(5):
        picks_for(Audience(EVERYBODY, viewer.pk, watched=tuple(title.pk for title in made[:40])))


def test_titles_like_a_title_come_best_first() -> None:
    made = films(4)
    alike(made[0], made[2], made[1], made[3])
    assert related(made[0].pk, 2) == [made[2].pk, made[1].pk]


def test_what_few_titles_are_like_is_filled_with_the_best_of_the_genres_that_were_named(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the newest of them; behind what is like what was watched, and without what was seen, named or turned down."""
    monkeypatch.setattr(picks, "GENRE_AMONG", 6)
    watched, alike_one, too_old, good, fair, seen, bad, named, unrated = films(9)
    viewer = Visitor(alice.pk, "").viewer()
    drama, other = (Genre.objects.create(name=name, slug=name) for name in ("drama", "other"))
    drama.titles.add(too_old, good, fair, seen, bad, named, unrated)
    other.titles.add(films(1)[0])
    for title, rating in ((too_old, 0.9), (good, 0.8), (fair, 0.4), (seen, 0.9), (bad, 0.9)):
        TitleStats.objects.create(title=title, rating=rating)
    alike(watched, alike_one)
    Rating.objects.create(viewer=viewer, title=bad, liking=-1)
    TasteGenre.objects.create(viewer=viewer, genre=drama)
    TasteTitle.objects.create(viewer=viewer, title=named)
    audience = Audience(EVERYBODY, viewer.pk, watched=(watched.pk,), seen_among=lambda keys: {seen.pk} & set(keys))
    assert picks_for(audience).for_you == [alike_one.pk, good.pk, fair.pk, unrated.pk]
    monkeypatch.setattr(picks, "FETCHED", 1)
    assert picks_for(audience).for_you == [alike_one.pk]


def test_what_was_watched_longer_ago_says_less_and_what_was_named_or_listed_as_much_as_is_said(alice: User) -> None:
    made, viewer = [title.pk for title in films(45)], Visitor(alice.pk, "").viewer()
    listed, named = films(2)
    for key in (made[2], listed.pk):
        WatchlistEntry.objects.create(viewer=viewer, title_id=key)
    for key in (made[1], named.pk):
        TasteTitle.objects.create(viewer=viewer, title_id=key)
    weights = seed_weights(Audience(EVERYBODY, viewer.pk, watched=tuple(made)))
    assert weights[made[0]] == 1.0 and weights[made[1]] == pytest.approx(0.95)
    assert weights[made[39]] == pytest.approx(0.95**39) and made[40] not in weights
    assert (weights[listed.pk], weights[named.pk]) == (0.5, 1.0)
