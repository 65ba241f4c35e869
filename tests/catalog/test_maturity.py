"""The limit of a profile by age: what has no rating is for adults, parts of a title have its rating and its limit."""

from typing import Any

import pytest

from catalog.models import Collection, Person, Title, TitleStats
from catalog.rows import ranked
from catalog.search import title_pks
from catalog.selectors import browsed, marked, playable, titles_visible
from catalog.services import collection_titles_set, credit_add, episode_get_or_create, show_get_or_create
from catalog.visible import collections_visible, people_visible
from playback.models import Video
from trendflix.accounts.sight import EVERYBODY, STAFF, Sight

pytestmark = pytest.mark.django_db
TWELVE = Sight(max_age=12)


def film(name: str, age: int | None, **fields: Any) -> Title:
    """A film with an age rating."""
    return Title.objects.create(name=name, slug=name.lower(), minimum_age=age, **fields)


def episode(show: Title, number: int, age: int | None) -> Title:
    """An episode with a film that plays."""
    made, _ = episode_get_or_create(show, 1, number, f"{show.name} {number}")
    Title.objects.filter(pk=made.pk).update(minimum_age=age)
    Video.objects.create(title=made, package_key="k", duration=60.0)
    return made


def show(name: str, age: int | None) -> Title:
    """A show with an age rating."""
    made, _ = show_get_or_create(name)
    Title.objects.filter(pk=made.pk).update(minimum_age=age)
    return made


def names(sight: Sight) -> set[str]:
    """The names of all titles that are seen."""
    return {title.name for title in titles_visible(sight)}


def test_a_limit_holds_at_its_age_and_an_unrated_film_is_for_adults() -> None:
    film("Kite", 0), film("Boat", 12), film("Knife", 13), film("Unrated", None)
    assert names(TWELVE) == {"Kite", "Boat"}
    assert names(Sight(max_age=0)) == {"Kite"}
    assert len(names(EVERYBODY)) == len(names(STAFF)) == 4


def test_lists_hold_what_the_rule_shows() -> None:
    film("Kite", 0), film("Knife", 18), film("Unrated", None)
    assert [title.name for title in browsed(TWELVE)] == ["Kite"]


def test_an_episode_has_the_rating_of_its_show_where_it_has_none() -> None:
    shore = show("Shore", 6)
    episode(shore, 1, None), episode(shore, 2, 12), episode(shore, 3, 16)
    assert names(TWELVE) == {"Shore", "Shore 1", "Shore 2"}


@pytest.mark.parametrize("age", [16, None])
def test_a_show_above_the_limit_hides_its_episodes_whatever_their_rating(age: int | None) -> None:
    episode(show("Night", age), 1, 0)
    assert names(TWELVE) == set()


def test_trailers_and_editions_have_the_rating_of_their_title() -> None:
    mild, wild = film("Mild", 6), film("Wild", 18)
    for parent in (mild, wild):
        film(f"{parent.name}-trailer", None, kind="trailer", parent=parent)
        film(f"{parent.name}-cut", 0, kind="edition", parent=parent)
    film("Mild-uncut", 18, kind="edition", parent=mild)
    assert names(TWELVE) == {"Mild", "Mild-trailer", "Mild-cut"}


def test_what_is_not_published_stays_hidden_within_the_limit() -> None:
    film("Draft", 0, published=False)
    assert names(TWELVE) == set() and names(STAFF) == {"Draft"}


def test_a_show_plays_where_an_episode_within_the_limit_does() -> None:
    shore, night = show("Shore", 6), show("Night", 6)
    episode(shore, 1, None), episode(night, 1, 16)
    assert [title.name for title in playable(TWELVE)] == ["Shore"]
    assert {title.name: title.is_soon for title in marked(browsed(TWELVE), TWELVE)} == {"Shore": False, "Night": True}  # type: ignore[attr-defined]  # annotated


def test_people_and_collections_are_those_of_what_is_seen() -> None:
    mild, wild = film("Mild", 6), film("Wild", 18)
    for title in (mild, wild):
        credit_add(title, f"Actor of {title.name}", "actor")
        collection_titles_set(Collection.objects.create(name=title.name, slug=f"c-{title.slug}"), [title])
    assert [person.name for person in people_visible(TWELVE)] == ["Actor of Mild"]
    assert [collection.name for collection in collections_visible(TWELVE)] == ["Mild"]
    assert people_visible(EVERYBODY).count() == collections_visible(EVERYBODY).count() == Person.objects.count() == 2


def test_a_search_finds_what_is_seen() -> None:
    found = film("Harbour One", 6, original_name="")
    film("Harbour Two", 18)
    assert title_pks(browsed(TWELVE), "harbour") == [found.pk]


def test_ranked_rows_reach_past_what_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranked, "FETCHED", 2)
    for number, age in enumerate((0, 0, 18, 18, 18)):
        TitleStats.objects.create(title=film(f"F{number}", age), trend=number + 1.0, rating=number + 1.0)
    assert len(ranked.trending_row(TWELVE).keys) == len(ranked.top_rated_row(TWELVE).keys) == 2
    seen = set(browsed(TWELVE).values_list("pk", flat=True))
    assert set(ranked.trending_row(TWELVE).keys) <= seen and not set(ranked.trending_row().keys) & seen
