"""A viewer's list and ratings."""

import pytest
from django.contrib.auth.models import User

from catalog.keeping import rating_set, watchlist_add, watchlist_remove
from catalog.models import Rating, Title, WatchlistEntry
from trendflix.accounts.merging import session_adopt
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError

pytestmark = pytest.mark.django_db


def test_a_title_stands_on_a_list_once_and_leaves_it(library: dict[str, Title]) -> None:
    visitor = Visitor(None, "s")
    first, second = (watchlist_add(visitor, library["ferry"]) for _ in range(2))
    assert first == second
    watchlist_remove(Visitor(None, "other"), library["ferry"].pk)
    assert WatchlistEntry.objects.count() == 1
    watchlist_remove(visitor, library["ferry"].pk)
    assert not WatchlistEntry.objects.exists()


def test_a_full_list_says_so_and_still_takes_what_it_holds(
    library: dict[str, Title], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.keeping.MAX_WATCHLIST", 1)
    visitor = Visitor(None, "s")
    watchlist_add(visitor, library["ferry"])
    watchlist_add(visitor, library["ferry"])
    with pytest.raises(UserError, match="holds 1 titles"):
        watchlist_add(visitor, library["market"])


def test_liking_and_stars_are_set_apart(library: dict[str, Title]) -> None:
    visitor = Visitor(None, "s")
    rating_set(visitor, library["ferry"], liking=1)
    rating_set(visitor, library["ferry"], stars=4)
    assert Rating.objects.values_list("liking", "stars").get() == (1, 4)


def test_signing_in_brings_list_and_ratings_and_keeps_what_the_account_said(
    library: dict[str, Title], alice: User
) -> None:
    account, session = Visitor(alice.pk, ""), Visitor(None, "s")
    rating_set(account, library["ferry"], stars=2)
    rating_set(session, library["ferry"], stars=5)
    rating_set(session, library["market"], stars=5)
    watchlist_add(account, library["ferry"])
    watchlist_add(session, library["ferry"])
    session_adopt("s", alice.pk)
    stars = dict(Rating.objects.filter(viewer=account.viewer()).values_list("title__name", "stars"))
    assert stars == {"The Last Ferry": 2, "Night Market": 5}
    assert WatchlistEntry.objects.count() == 1
