"""The rows of one person's home page, as keys."""

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from catalog.models import (
    Collection,
    CollectionItem,
    Country,
    Genre,
    HomeRow,
    Language,
    Title,
    TitleStats,
    WatchlistEntry,
)
from catalog.rows.audience import Audience
from catalog.rows.home import home_for
from catalog.rows.row import Kind, Row
from tests.catalog.rows.factories import alike, films
from tests.plans import scans
from trendflix.accounts.sight import EVERYBODY, STAFF, Sight
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db
NOBODY = Audience(EVERYBODY)


def names(audience: Audience = NOBODY) -> dict[str, list[str]]:
    """Rows by name, with their titles' names."""
    titles = dict(Title.objects.values_list("pk", "name"))
    return {row.name: [titles[key] for key in row.keys] for row in home_for(audience, {}).rows}


def test_the_newest_with_a_wide_picture_is_shown_large_and_stands_in_no_row() -> None:
    made = films(3)
    Title.objects.filter(pk=made[1].pk).update(backdrop="public/backdrops/a.jpg")
    assert home_for(NOBODY, {}).hero == made[1].pk
    assert names() == {"New here": ["Film 2", "Film 0"]}


def test_trending_top_rated_and_saved_rows_are_in_the_order_of_their_figures() -> None:
    for number, title in enumerate(films(12)):
        TitleStats.objects.create(title=title, trend=number, rating=1 - number / 20, saved=number % 3)
    order = {row.kind: row.keys for row in home_for(NOBODY, {}).rows}
    stats = {row.pk: row for row in TitleStats.objects.all()}
    for kind, field in ((Kind.TRENDING, "trend"), (Kind.TOP_RATED, "rating")):
        figures = [getattr(stats[key], field) for key in order[kind]]
        assert len(figures) > 6 and figures == sorted(figures, reverse=True)
    assert all(stats[key].saved for key in order[Kind.SHOP_THE_LOOK])


def test_what_is_popular_in_ones_country_and_language_depends_on_them() -> None:
    made = films(8)
    france, french = Country.objects.create(code="FR"), Language.objects.create(code="fr")
    for title in made:
        TitleStats.objects.create(title=title, trend=1.0)
    made[0].countries.add(france)
    made[1].languages.add(french)
    found = names(Audience(EVERYBODY, language="fr", country="FR"))
    assert found["Popular from France"] == ["Film 0"] and found["Popular in French"] == ["Film 1"]
    assert not any(name.startswith("Popular") for name in names(Audience(EVERYBODY, language="de", country="DE")))


def test_collections_keep_the_editors_order_and_hide_with_their_publication() -> None:
    made = films(9)
    kept = Collection.objects.create(name="Coast", slug="coast")
    for place, title in enumerate(made[:3]):
        CollectionItem.objects.create(collection=kept, title=title, position=9 - place)
    assert names()["Coast"] == ["Film 2", "Film 1", "Film 0"]
    Collection.objects.update(published=False)
    assert "Coast" not in names() and "Coast" in names(Audience(STAFF))


def test_a_hidden_row_is_not_shown_and_a_named_one_has_the_editors_name() -> None:
    films(3)
    row = HomeRow.objects.create(kind=Kind.NEW, name="Fresh off the boat", position=1)
    assert "Fresh off the boat" in names()
    HomeRow.objects.filter(pk=row.pk).update(hidden=True)
    assert names() == {}


def test_a_row_that_an_editor_gives_a_genre_stands_once() -> None:
    drama = Genre.objects.create(name="Drama", slug="drama")
    made = films(8)
    drama.titles.add(*made[:4])
    HomeRow.objects.create(kind=Kind.GENRE, genre=drama, pinned=True)
    rows = home_for(NOBODY, {}).rows
    assert rows[0].name == "Drama" and sum(row.name == "Drama" for row in rows) == 1


def test_because_rows_name_what_was_watched_and_hold_nothing_seen() -> None:
    made = films(20)
    alike(made[0], *made[1:9])
    seen = {made[1].pk}
    watcher = Audience(EVERYBODY, viewer_id=1, watched=(made[0].pk,), seen_among=lambda keys: seen & set(keys))
    found = names(watcher)
    everything = found["For you"] + found.get("Because you watched Film 0", [])
    assert everything and "Film 1" not in everything and "Film 0" not in everything
    assert len(everything) == len(set(everything))


def test_a_limited_profile_gets_only_what_is_rated_for_it() -> None:
    made = films(4)
    Title.objects.filter(pk=made[0].pk).update(minimum_age=6)
    Title.objects.filter(pk=made[1].pk).update(minimum_age=16)
    home = home_for(Audience(Sight(max_age=12)), {})
    assert home.hero == made[0].pk and [key for row in home.rows for key in row.keys] == []


def test_my_list_is_the_last_added_first(alice: User) -> None:
    made, viewer = films(4), Visitor(alice.pk, "").viewer()
    for title in made[:2]:
        WatchlistEntry.objects.create(viewer=viewer, title=title)
    assert names(Audience(EVERYBODY, viewer_id=viewer.pk))["My list"] == ["Film 1", "Film 0"]


def test_rows_of_other_apps_stand_at_their_place() -> None:
    made = films(3)
    home = home_for(NOBODY, {Kind.CONTINUE: lambda: [Row(Kind.CONTINUE, "Go on", [made[0].pk])]})
    assert home.rows[0].name == "Go on"


def test_rows_cost_the_same_whatever_the_size(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    counts = []
    for _ in range(2):
        for title in films(40):
            TitleStats.objects.create(title=title, trend=1.0, rating=0.5, saved=1)
        with django_assert_num_queries(9):
            counts.append(len(home_for(NOBODY, {}).rows))
    assert counts[0] > 1


@pytest.mark.parametrize("order", [("-trend", "-title_id"), ("-rating", "-title_id")])
def test_ranked_rows_read_an_index(order: tuple[str, str]) -> None:
    for title in films(3):
        TitleStats.objects.create(title=title, trend=1.0, rating=0.5)
    field = order[0].removeprefix("-")
    rows = TitleStats.objects.filter(**{f"{field}__gt": 0}).order_by(*order).values_list("title_id")[:60]
    assert scans(rows, "catalog_titlestats") == []
