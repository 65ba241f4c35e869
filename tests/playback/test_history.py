"""What a viewer has begun, finished and can go on with."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalog.models import Season, Title
from catalog.selectors import titles_visible
from playback import history
from playback.models import Progress, Video
from playback.services.progress import progress_remove, progress_save
from trendflix.accounts.models import Viewer
from trendflix.accounts.sight import EVERYBODY
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db
SEEN = titles_visible(EVERYBODY)


@pytest.fixture
def viewer(alice: User) -> Viewer:
    """Alice's."""
    return Visitor(alice.pk, "").viewer()


def packaged(title: Title) -> Video:
    """A title's film."""
    return Video.objects.create(title=title, package_key="k", duration=100.0)


def film(name: str) -> Video:
    """A film that plays."""
    return packaged(Title.objects.create(name=name, slug=name.lower()))


def show(name: str, *seasons: int, first: int = 1) -> list[Video]:
    """The episodes of a show, of so many a season."""
    made, found = Title.objects.create(kind="show", name=name, slug=name.lower()), []
    for number, count in enumerate(seasons, start=first):
        season = Season.objects.create(show=made, number=number)
        for place in range(1, count + 1):
            fields = {"kind": "episode", "season": season, "number": place}
            slug = f"{made.slug}-{number}-{place}"
            found.append(packaged(Title.objects.create(name=slug, slug=slug, **fields)))
    return found


def watch(viewer: Viewer, video: Video, position: float = 30.0, *, ago: int = 0) -> None:
    """Say how far a viewer got, some minutes ago."""
    row = Progress.objects.create(viewer=viewer, video=video, position=position, watched=position >= 95)
    Progress.objects.filter(pk=row.pk).update(updated=timezone.now() - timedelta(minutes=ago))


def test_what_was_begun_is_listed_last_first_with_what_is_left(viewer: Viewer) -> None:
    first, second = film("First"), film("Second")
    watch(viewer, first, 20.0, ago=5)
    watch(viewer, second, 90.0)
    found = history.begun(viewer.pk, SEEN)
    assert [one.title.name for one in found] == ["Second", "First"]
    assert (found[1].percent, found[1].seconds_left) == (20, 80.0)


def test_a_show_stands_once_with_the_episode_that_was_watched_last(viewer: Viewer) -> None:
    one, two, _ = show("Shore", 3)
    watch(viewer, two, ago=9)
    watch(viewer, one)
    found = history.begun(viewer.pk, SEEN)
    assert [(row.title, row.browsed) for row in found] == [(one.title, one.title.season.show_id)]  # type: ignore[union-attr]


def test_what_was_removed_is_gone_without_being_watched_until_it_is_played_again(alice: User, viewer: Viewer) -> None:
    video = film("Reel")
    watch(viewer, video)
    assert progress_remove(Visitor(alice.pk, ""), video.title) == 1
    assert history.begun(viewer.pk, SEEN) == [] and not Progress.objects.get().watched
    assert history.watched_lately(viewer.pk) == []
    progress_save(Visitor(alice.pk, ""), video, 40.0)
    assert len(history.begun(viewer.pk, SEEN)) == 1


def test_removing_a_show_removes_all_its_episodes_and_nobody_elses(alice: User, bob: User, viewer: Viewer) -> None:
    one, two = show("Shore", 2)
    watch(viewer, one)
    watch(viewer, two)
    watch(Visitor(bob.pk, "").viewer(), one)
    assert one.title.season is not None
    progress_remove(Visitor(alice.pk, ""), one.title.season.show)
    assert history.begun(viewer.pk, SEEN) == [] and Progress.objects.filter(removed=False).count() == 1


def next_names(viewer: Viewer) -> list[str]:
    """Of the next episodes."""
    return [episode.name for episode in history.next_episodes(viewer.pk, SEEN)]


def test_the_next_episode_follows_the_one_that_was_finished_last_into_the_next_season(viewer: Viewer) -> None:
    episodes = show("Shore", 2, 2)
    watch(viewer, episodes[0], 100.0, ago=9)
    assert next_names(viewer) == ["shore-1-2"]
    watch(viewer, episodes[1], 100.0)
    assert next_names(viewer) == ["shore-2-1"]
    watch(viewer, episodes[2], 100.0)
    watch(viewer, episodes[3], 100.0)
    assert next_names(viewer) == []


def test_an_episode_that_was_watched_before_or_cannot_be_played_is_passed_over(viewer: Viewer) -> None:
    episodes = show("Shore", 4)
    watch(viewer, episodes[1], 100.0, ago=9)
    watch(viewer, episodes[0], 100.0)
    Title.objects.filter(pk=episodes[2].title_id).update(published=False)
    assert next_names(viewer) == ["shore-1-4"]


def test_specials_lead_nowhere(viewer: Viewer) -> None:
    special = show("Shore", 1, 2, first=0)[0]
    watch(viewer, special, 100.0)
    assert next_names(viewer) == []


def test_history_is_of_films_and_shows_and_says_which_were_seen(viewer: Viewer) -> None:
    reel, other, episodes = film("Reel"), film("Other"), show("Shore", 2)
    shore = episodes[0].title.season.show_id  # type: ignore[union-attr]
    watch(viewer, reel, 100.0, ago=9)
    watch(viewer, episodes[0])
    assert history.watched_lately(viewer.pk) == [shore, reel.title_id]
    assert history.seen_among(viewer.pk, [reel.title_id, other.title_id, shore]) == {reel.title_id, shore}


def test_play_goes_on_with_a_show_and_begins_it_after_the_specials(viewer: Viewer) -> None:
    special, first, second = show("Shore", 1, 2, first=0)
    assert first.title.season is not None
    shore = first.title.season.show

    def plays(who: int | None) -> Title | None:
        return history.episode_to_play(who, SEEN, shore)

    assert plays(None) == plays(viewer.pk) == first.title
    watch(viewer, first, ago=9)
    assert plays(viewer.pk) == first.title
    Progress.objects.update(watched=True)
    assert plays(viewer.pk) == second.title
    watch(viewer, second, 100.0)
    assert plays(viewer.pk) == first.title, "from the start, where nothing is left"
    Title.objects.exclude(pk=special.title_id).update(published=False)
    Title.objects.filter(pk=shore.pk).update(published=True)
    assert plays(None) == special.title


def test_nothing_is_asked_of_somebody_who_kept_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        found: list[object] = [
            *history.begun(None, SEEN),
            *history.next_episodes(None, SEEN),
            *history.watched_lately(None),
        ]
        assert found == []
        assert history.seen_among(None, [1]) == set()


def test_a_long_history_costs_no_more_queries(
    viewer: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(15):
        for place, episode in enumerate(show(f"S{number}", 3)[:2]):
            watch(viewer, episode, 100.0 - 60 * place, ago=number)
    with django_assert_num_queries(1):
        assert len(history.begun(viewer.pk, SEEN)) == history.CONTINUE_LENGTH
    with django_assert_num_queries(3):
        assert len(history.next_episodes(viewer.pk, SEEN)) == history.CONTINUE_LENGTH
