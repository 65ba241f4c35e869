"""What staff may do in the admin who may only look."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.test import Client

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed
from trendflix.jobs.models import Job

OURS = ("catalog", "playback", "vision", "shopping", "jobs")


def actions() -> Iterator[tuple[ModelAdmin, str]]:  # type: ignore[type-arg]  # of any model
    """Every action of our own admin pages."""
    for model, page in admin.site._registry.items():
        if model._meta.app_label in OURS:
            yield from ((page, name) for name in page.actions or () if isinstance(name, str))


@pytest.fixture
def video(db: None) -> Video:
    """A film, as far as its row says, whose packaging is running."""
    film = Video.objects.create(title=Title.objects.create(name="Reel", slug="reel"), duration=60.0)
    Job.objects.create(kind="package", subject_id=film.pk, status="running", percent=40)
    return film


@pytest.fixture
def feed(db: None) -> Feed:
    """A shop."""
    return Feed.objects.create(name="Shop", slug="shop")


def test_every_action_says_which_permission_it_needs() -> None:
    open_to_all = [
        f"{type(page).__name__}.{name}"
        for page, name in actions()
        if not getattr(getattr(page, name), "allowed_permissions", None)
    ]
    assert open_to_all == [] and len(list(actions())) >= 10


@pytest.mark.parametrize(
    ("page", "action"),
    [
        ("playback/video", "package_again"),
        ("playback/video", "cancel_work"),
        ("playback/video", "chapters_of_the_file"),
        ("shopping/feed", "import_again"),
        ("jobs/job", "retry"),
        ("jobs/job", "cancel"),
        ("catalog/title", "unpublish"),
    ],
)
def test_actions_do_nothing_for_who_may_only_look(
    viewing_staff: Client, video: Video, feed: Feed, page: str, action: str
) -> None:
    rows = {"playback/video": video, "shopping/feed": feed, "jobs/job": Job.objects.get(), "catalog/title": video.title}
    address, before = f"/admin/{page}/", list(Job.objects.values())
    assert f'value="{action}"' not in viewing_staff.get(address).content.decode()
    viewing_staff.post(address, {"action": action, "_selected_action": [rows[page].pk]})
    assert list(Job.objects.values()) == before and Title.objects.get().published == video.title.published


def test_who_may_only_look_sees_the_work_but_no_upload(viewing_staff: Client, video: Video, feed: Feed) -> None:
    page = viewing_staff.get(f"/admin/playback/video/{video.pk}/change/").content.decode()
    assert "40 %" in page and 'type="file"' not in page and 'type="submit" value="Save"' not in page
    assert 'type="file"' not in viewing_staff.get(f"/admin/shopping/feed/{feed.pk}/change/").content.decode()


def test_the_state_of_work_is_told_to_staff_who_may_see_the_row(
    client: Client, viewing_staff: Client, video: Video
) -> None:
    address = f"/admin/playback/video/{video.pk}/work/"
    told = viewing_staff.get(address)
    assert told.status_code == 200 and 'value="40"' in told.content.decode()
    assert client.get(address).status_code == 403 and viewing_staff.post(address).status_code == 405
    assert viewing_staff.get("/admin/playback/video/999/work/").status_code == 404


def test_staff_without_permission_for_films_are_not_told(client: Client, carol: object, video: Video) -> None:
    from django.contrib.auth.models import User

    client.force_login(User.objects.create_user("dan", is_staff=True))
    assert client.get(f"/admin/playback/video/{video.pk}/work/").status_code == 403


def test_the_page_stops_asking_when_the_work_is_done(admin_client: Client, video: Video) -> None:
    address = f"/admin/playback/video/{video.pk}/work/"
    assert f'data-work="{address}"' in admin_client.get(address).content.decode()
    Job.objects.update(status="done")
    assert "data-work" not in admin_client.get(address).content.decode()
