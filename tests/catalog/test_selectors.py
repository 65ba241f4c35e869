"""What of the library each person sees."""

import pytest

from catalog import selectors
from catalog.models import Title
from catalog.shows import episodes_of, seasons_of
from trendflix.accounts.sight import EVERYBODY, STAFF

Library = dict[str, Title]
NOBODY = EVERYBODY


def names(titles: object) -> set[str]:
    """Of titles."""
    return {title.name for title in titles}  # type: ignore[attr-defined]


def test_unpublished_titles_are_for_staff(library: Library) -> None:
    assert "Rough Cut" not in names(selectors.titles_visible(EVERYBODY)) and "Rough Cut" in names(
        selectors.titles_visible(STAFF)
    )
    with pytest.raises(Title.DoesNotExist):
        selectors.title_by_slug(NOBODY, "rough-cut")


def test_episodes_are_reached_through_their_show(library: Library) -> None:
    assert names(selectors.browsable(NOBODY)) == {"The Last Ferry", "Night Market", "Harbour"}
    (season,) = selectors.title_by_slug(NOBODY, "harbour").seasons.all()
    assert [episode.name for episode in season.episodes.all()] == ["Fog"]


def test_an_unpublished_episode_does_not_show_in_its_show(library: Library) -> None:
    Title.objects.filter(slug=library["episode"].slug).update(published=False)
    assert seasons_of(NOBODY, library["show"]) == []
    season = library["episode"].season
    assert season is not None and list(episodes_of(NOBODY, season)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ferry", {"The Last Ferry"}),
        ("ines", {"The Last Ferry"}),
        ("drama market", {"Night Market"}),
        ("drama ferry tokyo", set()),
        ("rough", set()),
    ],
)
def test_titles_are_found_by_name_person_and_genre(library: Library, words: str, found: set[str]) -> None:
    assert names(selectors.titles_search(NOBODY, words)) == found
