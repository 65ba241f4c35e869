"""The admin's first page: steps for somebody new, work, and what waits for a person."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed
from tests.site import admin_rows
from trendflix.core.admin.attention import MAX_COUNT
from trendflix.jobs.models import Job
from vision.models import Analysis

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def shown(client: Client) -> str:
    """The page."""
    answer = client.get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture(autouse=True)
def groups(db: None) -> None:
    """Those of the migration, also where a test that ended transactions emptied all tables."""
    import_module("trendflix.migrations.0001_staff_groups").make(apps, None)


def member(client: Client, user: User, group: str) -> Client:
    """The browser of a member of a group of staff."""
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)
    return client


def test_somebody_new_is_told_three_steps_and_where_they_begin(admin_client: Client) -> None:
    page = shown(admin_client)
    assert page.index("Upload a film") < page.index("Connect a shop&#x27;s feed") < page.index("Review and publish")
    assert "/admin/shopping/feed/add/" in page and "is-done" not in page
    assert "Nothing runs, waits or has failed." in page and "Nothing waits for you." in page


def test_a_step_that_is_done_is_ticked_and_all_done_go_away(admin_client: Client) -> None:
    match = admin_rows.match()
    page = shown(admin_client)
    assert page.count('class="is-done"') == 2 and "Three steps" in page
    Video.objects.update(package_key="abc")
    Title.objects.update(published=True)
    assert Analysis.objects.exists() and match.pk
    assert "Three steps" not in shown(admin_client)


def test_work_is_shown_by_name_with_its_progress_and_kept_up_to_date(admin_client: Client) -> None:
    video = admin_rows.video()
    Job.objects.create(kind="package", subject_id=video.pk, status="running", percent=42)
    Job.objects.create(kind="analyse", subject_id=video.pk)
    page = shown(admin_client)
    assert "packaging: Reel" in page and 'value="42"' in page and "analysis: Reel" in page
    assert 'data-work="/admin/home/work/"' in page
    Job.objects.update(status="done")
    part = admin_client.get("/admin/home/work/").content.decode()
    assert "data-work" not in part and "Nothing runs" in part


def test_what_failed_is_shown_until_it_is_asked_for_again(admin_client: Client) -> None:
    failed = admin_rows.job()
    Job.objects.filter(pk=failed.pk).update(error="disk full")
    assert "disk full" in shown(admin_client) and "films whose work failed" in shown(admin_client)
    Job.objects.create(kind="package", subject_id=failed.subject_id, status="done")
    assert "disk full" not in shown(admin_client) and "films whose work failed" not in shown(admin_client)


def test_a_feed_that_is_held_waits_for_a_person(admin_client: Client) -> None:
    feed = admin_rows.feed()
    assert f"/admin/shopping/feed/{feed.pk}/change/" in shown(admin_client)
    Feed.objects.update(state="live")
    assert f"/admin/shopping/feed/{feed.pk}/change/" not in shown(admin_client)


def test_what_waits_is_counted_and_leads_to_its_list(admin_client: Client) -> None:
    for number in range(3):
        Title.objects.create(name=f"T{number}", slug=f"t{number}")
    page = shown(admin_client)
    assert "titles without a film" in page and "/admin/catalog/title/?film=missing" in page
    assert admin_client.get("/admin/catalog/title/?film=missing").context["cl"].result_count == 3
    Title.objects.bulk_create(Title(name="T", slug=f"more-{number}") for number in range(MAX_COUNT))
    assert f"{MAX_COUNT}+" in shown(admin_client)


def test_titles_of_which_tmdb_knows_several_wait_for_a_person(admin_client: Client, settings: Settings) -> None:
    admin_rows.identification()
    address = "/admin/catalog/identification/?state__exact=ambiguous"
    assert address not in shown(admin_client), "without a key there is nothing to settle"
    settings.TMDB_KEY = "key"
    assert address in shown(admin_client) and admin_client.get(address).context["cl"].result_count == 1
    Title.objects.update(trashed=timezone.now())
    assert address not in shown(admin_client)


def test_garments_without_a_product_are_counted_and_listed(admin_client: Client) -> None:
    match = admin_rows.match()
    assert "garments without a product" not in shown(admin_client)
    match.delete()
    assert "/admin/vision/garment/?matched=no" in shown(admin_client)
    assert admin_client.get("/admin/vision/garment/?matched=no").context["cl"].result_count == 1
    assert admin_client.get("/admin/vision/garment/?matched=yes").context["cl"].result_count == 0


def test_each_sees_what_their_group_may_see(client: Client, alice: User) -> None:
    feed = admin_rows.feed()
    admin_rows.title()
    editor = shown(member(client, alice, "Editor"))
    assert "titles without a film" in editor and f"/admin/shopping/feed/{feed.pk}/" not in editor
    merchandiser = shown(member(client, alice, "Merchandiser"))
    assert f"/admin/shopping/feed/{feed.pk}/change/" in merchandiser
    assert "Three steps" not in shown(member(client, alice, "Support"))


def test_staff_without_any_permission_see_no_work(client: Client, alice: User) -> None:
    Job.objects.create(kind="package", subject_id=admin_rows.video().pk)
    nobody = member(client, alice, "No such group")
    assert "packaging" not in shown(nobody) and "packaging" not in nobody.get("/admin/home/work/").content.decode()


def test_viewers_are_not_told_of_the_work(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get("/admin/home/work/").status_code == 302


def test_more_rows_ask_no_more_queries(admin_client: Client) -> None:
    Job.objects.create(kind="package", subject_id=admin_rows.video().pk, status="running")
    shown(admin_client)
    with CaptureQueriesContext(connection) as few:
        shown(admin_client)
    for number in range(8):
        Video.objects.create(title=Title.objects.create(name=f"T{number}", slug=f"t{number}"))
    Job.objects.bulk_create(Job(kind="match", subject_id=video.pk, status="running") for video in Video.objects.all())
    with CaptureQueriesContext(connection) as many:
        shown(admin_client)
    assert len(many) <= len(few)
