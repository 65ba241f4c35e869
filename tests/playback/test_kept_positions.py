"""What a position decides: when a film is watched, what leaves the list, what stays of two, what is forgotten."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from catalog.keeping import watchlist_add
from catalog.models import Season, Title, WatchlistEntry
from playback import watched
from playback.models import Progress, Video
from playback.services import progress_save
from playback.services.progress import progress_merge, progress_remove
from playback.watched import history_clear, history_page, history_pause, history_remove
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db
Kind = Title.Kind


@pytest.fixture
def visitor(alice: User) -> Visitor:
    """Alice."""
    return Visitor(alice.pk, "")


def film(slug: str, **fields: object) -> Video:
    """A film of 100 seconds, or a trailer, an edition or an episode of one."""
    title = Title.objects.create(name=slug, slug=slug, **fields)
    return Video.objects.create(title=title, duration=100.0, package_key="k")


@pytest.mark.parametrize(
    ("position", "kept", "credits", "is_watched"),
    [
        *((-3.0, 0.0, None, False), (140.0, 100.0, None, True), (94.99, 94.99, None, False)),
        (95.0, 95.0, 100.0, True),  # credits at the very end are none
    ],
)
def test_a_position_lies_in_the_film_and_counts_as_watched_from_the_credits(
    visitor: Visitor, position: float, kept: float, credits: float | None, is_watched: bool
) -> None:
    video = film("reel")
    Video.objects.filter(pk=video.pk).update(credits_start=credits)
    video.refresh_from_db()
    row = progress_save(visitor, video, position)
    assert (row.position, row.watched) == (kept, is_watched)
    assert history_page(visitor.viewer_id, Title.objects.all()).rows == [row]


@pytest.mark.parametrize(("kind", "stays"), [(Kind.EDITION, False), (Kind.TRAILER, True)])
@pytest.mark.parametrize("is_paused", [False, True])
def test_the_end_of_an_edition_takes_its_film_off_the_list_and_that_of_a_trailer_does_not(
    visitor: Visitor, kind: Title.Kind, stays: bool, is_paused: bool
) -> None:
    main = film("main")
    part = film("part", kind=kind, parent=main.title)
    watchlist_add(visitor, main.title)
    history_pause(visitor.viewer(), is_paused)
    progress_save(Visitor(visitor.user_id, ""), part, 100.0)
    assert WatchlistEntry.objects.filter(title=main.title).exists() == stays


def test_the_end_of_a_special_or_of_an_episode_in_between_leaves_the_show_on_the_list(visitor: Visitor) -> None:
    show = Title.objects.create(kind=Kind.SHOW, name="Show", slug="show")
    specials, first = (Season.objects.create(show=show, number=number) for number in (0, 1))
    special = film("special", kind=Kind.EPISODE, season=specials, number=9)
    one, two = (film(f"e{n}", kind=Kind.EPISODE, season=first, number=n) for n in (1, 2))
    watchlist_add(visitor, show)
    for video, stays in ((special, True), (one, True), (two, False)):
        progress_save(visitor, video, 100.0)
        assert WatchlistEntry.objects.filter(title=show).exists() == stays, video


def test_while_the_history_is_paused_what_is_kept_of_this_film_is_told_and_nothing_changes(visitor: Visitor) -> None:
    first, second = film("first"), film("second")
    progress_save(visitor, first, 40.0)
    history_pause(visitor.viewer(), True)
    again = Visitor(visitor.user_id, "")
    assert progress_save(again, first, 70.0).position == 40.0
    unkept = progress_save(again, second, 70.0)
    assert not unkept.pk and unkept.position == 70.0 and Progress.objects.count() == 1
    history_pause(again.viewer(), False)
    assert progress_save(Visitor(visitor.user_id, ""), first, 70.0).position == 70.0


@pytest.mark.parametrize(("minutes", "position"), [(1, 10.0), (0, 20.0), (-1, 20.0)])
def test_of_two_viewers_of_one_film_the_later_position_stays_and_nobody_elses_changes(
    visitor: Visitor, bob: User, minutes: int, position: float
) -> None:
    """Ties stay with the one who stays."""
    both, only, other = film("both"), film("only"), Visitor(bob.pk, "")
    source, target, moment = Viewer.objects.create(session_key="s"), visitor.viewer(), timezone.now()
    later = moment + timedelta(minutes=minutes)
    Progress.objects.create(viewer=source, video=both, position=10.0, moment=later)
    Progress.objects.create(viewer=target, video=both, position=20.0, moment=moment)
    Progress.objects.create(viewer=source, video=only, position=30.0, moment=moment)
    progress_save(other, both, 50.0)
    progress_merge(source, target)
    rows = set(Progress.objects.values_list("viewer", "video", "position"))
    assert rows == {(target.pk, both.pk, position), (target.pk, only.pk, 30.0), (other.viewer_id, both.pk, 50.0)}


def test_what_is_removed_or_forgotten_is_one_viewers_and_one_titles(
    visitor: Visitor, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "DELETED_AT_ONCE", 2)
    videos, other = [film(f"f{n}") for n in range(6)], Visitor(bob.pk, "")
    for one in (visitor, other):
        for video in videos:
            progress_save(one, video, 100.0 if video == videos[5] else 9.0)
    assert progress_remove(visitor, videos[5].title) == 0, "what was watched is not begun"
    assert progress_remove(visitor, videos[1].title) == 1
    assert [row.video_id for row in Progress.objects.filter(removed=True)] == [videos[1].pk]
    assert history_remove(visitor.viewer_id, videos[0].title_id) == 1
    assert history_remove(visitor.viewer_id, videos[0].title_id) == 0
    assert history_clear(visitor.viewer_id) == 5 and Progress.objects.count() == 6
    assert history_clear(None) == 0 and history_page(None, Title.objects.all()).rows == []


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_hold_everything_once_also_what_was_watched_in_the_same_moment(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(watched, "PER_PAGE", size)
    videos = [film(f"f{n}") for n in range(6)]
    moment = timezone.now()
    for number, video in enumerate(videos):
        row = progress_save(visitor, video, 9.0)
        Progress.objects.filter(pk=row.pk).update(updated=moment - timedelta(seconds=number // 3))
    found, after, pages = list[int](), "", 0
    while pages == 0 or after:
        page = history_page(visitor.viewer_id, Title.objects.all(), after)
        found += [row.video_id for row in page.rows]
        after, pages = page.after, pages + 1
        assert len(page.rows) <= size
    assert found == [videos[n].pk for n in (2, 1, 0, 5, 4, 3)] and pages == -(-6 // size)


@pytest.mark.parametrize(
    "after",
    ["", "x", "_", "2026-01-01T00:00:00_1", "2026-13-01T00:00:00+00:00_1", "2026-01-01T00:00:00+00:00_1x",
     "2026-01-01T00:00:00+00:00_²", f"2026-01-01T00:00:00+00:00_{'9' * 18}"],
)  # fmt: skip
def test_a_place_that_is_none_of_ours_is_that_of_the_first_page(visitor: Visitor, after: str) -> None:
    row = progress_save(visitor, film("f"), 9.0)
    assert history_page(visitor.viewer_id, Title.objects.all(), after).rows == [row]
    long_ago = "2020-01-01T00:00:00+00:00_" + "9" * 17
    assert history_page(visitor.viewer_id, Title.objects.all(), long_ago).rows == []


def test_what_may_not_be_seen_any_more_is_not_told(visitor: Visitor) -> None:
    shown, hidden = film("shown"), film("hidden")
    for video in (shown, hidden):
        progress_save(visitor, video, 9.0)
    page = history_page(visitor.viewer_id, Title.objects.filter(pk=shown.title_id))
    assert [row.video_id for row in page.rows] == [shown.pk]
