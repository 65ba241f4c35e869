"""What a profile keeps: tastes that fill its home page, a list that finished titles leave, a history it may forget."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalog.models import Genre, Title, WatchlistEntry
from catalog.services import episode_get_or_create, genres_set, show_get_or_create
from playback import watched
from playback.models import Progress, Video
from playback.services.progress import progress_save
from tests.clients import SiteClient
from tests.site.profiles.conftest import Household
from tests.site.profiles.test_api import film
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor, visitor_of_user


def text(client: SiteClient, address: str) -> str:
    """A page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def library(household: Household) -> list[Title]:
    """Six films of two genres."""
    made = [film(f"Film-{number}", minimum_age=0).title for number in range(6)]
    for number, title in enumerate(made):
        genres_set(title, ["Drama" if number % 2 else "Western"])
    return made


def test_tastes_are_asked_for_at_the_first_visit_and_then_no_more(household: Household) -> None:
    Viewer.objects.update(tastes_asked=False)
    client, url = household.browser(), f"/profiles/{household.ben.pk}/enter/"
    assert client.post(url, {"next": "/browse/"})["Location"] == "/tastes/?next=%2Fbrowse%2F"
    assert client.post("/tastes/", {"skip": "1", "next": "/browse/"})["Location"] == "/browse/"
    client.post(f"/profiles/{household.main.pk}/enter/")
    assert client.post(url, {"next": "/browse/"})["Location"] == "/browse/"


def test_tastes_fill_the_home_page_of_somebody_new(household: Household, library: list[Title]) -> None:
    client = household.browser(household.ben)
    assert "For you" not in text(client, "/")
    client.post("/tastes/", {"genre": ["western"], "title": ["film-0"]})
    page = text(client, "/")
    assert "For you" in page
    row = page[page.index("For you") :]
    assert "Film-2" in row and "Film-4" in row
    assert "checked" in text(client, "/tastes/")
    client.post("/tastes/", {})
    assert "For you" not in text(client, "/")


def test_tastes_name_five_titles_at_most_that_are_seen(household: Household, library: list[Title]) -> None:
    client = household.browser(household.mia)
    answer = client.post("/tastes/", {"title": [title.slug for title in library]})
    assert answer.status_code == 400 and "at most 5" in answer.content.decode()
    film("Wild", minimum_age=18)
    assert "Wild" not in text(client, "/tastes/")
    assert Genre.objects.exists()


def test_the_list_is_a_profiles_own_and_holds_what_it_may_see(household: Household, library: list[Title]) -> None:
    wild = film("Wild", minimum_age=18).title
    for profile in (household.ben, household.mia):
        for title in (library[0], wild):
            WatchlistEntry.objects.create(viewer=profile, title=title)
    assert "Wild" in text(household.browser(household.ben), "/my-list/")
    child = household.browser(household.mia)
    assert "Film-0" in text(child, "/my-list/") and "Wild" not in text(child, "/my-list/")
    child.post("/my-list/", {"remove": "film-0"})
    assert WatchlistEntry.objects.filter(title=library[0]).get().viewer == household.ben
    assert "Nothing on the list yet" in text(SiteClient(), "/my-list/")


def test_a_long_list_is_read_a_page_at_a_time(
    household: Household, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = [Title.objects.create(name=f"T{number}", slug=f"t{number}") for number in range(65)]
    WatchlistEntry.objects.bulk_create([WatchlistEntry(viewer=household.ben, title=title) for title in made])
    client = household.browser(household.ben)
    with django_assert_max_num_queries(8):
        page = client.get("/my-list/")
    assert len(page.context["titles"]) == 60
    rest = client.get(f"/my-list/?after={page.context['after']}").context
    assert len(rest["titles"]) == 5 and rest["after"] is None


def test_a_film_that_is_finished_leaves_the_list(household: Household) -> None:
    video, visitor = film("Boat"), visitor_of_user(household.user, household.ben.pk)
    for profile in (household.ben, household.main):
        WatchlistEntry.objects.create(viewer=profile, title=video.title)
    progress_save(visitor, video, 50.0)
    assert WatchlistEntry.objects.count() == 2
    progress_save(visitor, video, 99.0)
    assert WatchlistEntry.objects.get().viewer == household.main


def test_a_film_that_is_finished_leaves_the_list_though_nothing_is_recorded(household: Household) -> None:
    video = film("Reel")
    client = household.browser(household.ben)
    WatchlistEntry.objects.create(viewer=household.ben, title=video.title)
    client.post("/history/", {"pause": "1"})
    client.put("/api/v1/titles/reel/progress/", {"position": 50}, content_type="application/json")
    assert WatchlistEntry.objects.exists()
    client.put("/api/v1/titles/reel/progress/", {"position": 100}, content_type="application/json")
    assert not WatchlistEntry.objects.exists() and not Progress.objects.exists()


def test_a_show_leaves_the_list_with_its_last_episode(household: Household) -> None:
    show, _ = show_get_or_create("Shore")
    videos = [
        Video.objects.create(title=episode_get_or_create(show, 1, n, f"E{n}")[0], package_key="k", duration=100.0)
        for n in (1, 2)
    ]
    WatchlistEntry.objects.create(viewer=household.ben, title=show)
    visitor = visitor_of_user(household.user, household.ben.pk)
    progress_save(visitor, videos[0], 99.0)
    assert WatchlistEntry.objects.exists()
    progress_save(visitor, videos[1], 99.0)
    assert not WatchlistEntry.objects.exists()


def test_a_paused_history_keeps_nothing_new_and_forgets_nothing(household: Household) -> None:
    old, new = film("Old"), film("New")
    client = household.browser(household.ben)
    Progress.objects.create(viewer=household.ben, video=old, position=30.0)
    client.post("/history/", {"pause": "1"})
    for slug in ("old", "new"):
        answer = client.put(f"/api/v1/titles/{slug}/progress/", {"position": 60}, content_type="application/json")
        assert answer.status_code == 200
    assert list(Progress.objects.values_list("video", "position")) == [(old.pk, 30.0)]
    assert "Recording is paused" in text(client, "/history/")
    client.post("/history/", {"pause": "0"})
    client.put("/api/v1/titles/new/progress/", {"position": 60}, content_type="application/json")
    assert Progress.objects.get(video=new).position == 60


def test_history_is_removed_from_and_cleared(household: Household) -> None:
    one, two = film("One"), film("Two")
    for profile in (household.ben, household.main):
        for video in (one, two):
            Progress.objects.create(viewer=profile, video=video, position=30.0)
    client = household.browser(household.ben)
    client.post("/history/", {"remove": "one"})
    assert "Two" in text(client, "/history/") and ">One<" not in text(client, "/history/")
    client.post("/history/", {"clear": "1"})
    assert "Nothing watched yet" in text(client, "/history/")
    assert Progress.objects.filter(viewer=household.main).count() == 2
    assert "Continue watching" not in text(client, "/")


def test_history_is_read_a_page_at_a_time_last_watched_first(household: Household) -> None:
    now = timezone.now()
    for number in range(watched.PER_PAGE + 3):
        row = Progress.objects.create(viewer=household.ben, video=film(f"F{number}"), position=1.0)
        Progress.objects.filter(pk=row.pk).update(updated=now - timedelta(minutes=number // 2))
    client = household.browser(household.ben)
    first = client.get("/history/").context
    rest = client.get("/history/", {"after": first["after"]}).context
    shown = [row["title"].name for row in (*first["rows"], *rest["rows"])]
    assert len(shown) == len(set(shown)) == watched.PER_PAGE + 3 and rest["after"] == ""
    for wrong in ("x", "2026-01-01_1", "9999-99-99T00:00:00+00:00_1", "2026-01-01T00:00:00+00:00_x"):
        assert len(client.get("/history/", {"after": wrong}).context["rows"]) == watched.PER_PAGE


def test_clearing_a_long_history_leaves_nothing(household: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched, "DELETED_AT_ONCE", 2)
    for number in range(5):
        Progress.objects.create(viewer=household.ben, video=film(f"F{number}"), position=1.0)
    assert watched.history_clear(household.ben.pk) == 5 and not Progress.objects.exists()


def test_what_a_session_liked_becomes_the_accounts(household: Household) -> None:
    from catalog.tastes import tastes_of, tastes_set
    from trendflix.accounts.merging import session_adopt

    genre = Genre.objects.create(name="Drama", slug="drama")
    tastes_set(Visitor(None, "s").viewer(), [genre], [])
    session_adopt("s", household.user.pk)
    assert tastes_of(household.main.pk).genres == (genre.pk,)
