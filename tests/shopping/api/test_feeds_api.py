"""Feeds over REST, for staff."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import Settings

from shopping.models import Feed
from tests.clients import SiteClient
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db
FEEDS = "/api/v1/feeds/"


@pytest.fixture(autouse=True)
def no_beats(settings: Settings) -> None:
    """Jobs run within the test's transaction, in which no heartbeat of another connection sees their rows."""
    settings.JOB_HEARTBEAT_SECONDS = 3600


@pytest.fixture
def imported(feed: Feed, write_feed: Write) -> Feed:
    """A feed of one product and one row that was rejected, whose address holds a key."""
    path = write_feed(item(1), item(2, price="free"))
    Feed.objects.filter(pk=feed.pk).update(path=str(path), credentials="token", url="https://shop.example/?key=secret")
    job_run(job_queue("import_feed", feed.pk).pk)
    Job.objects.exclude(kind="import_feed").delete()
    return feed


def test_staff_see_where_feeds_stand_and_no_secret(admin_client: Client, imported: Feed) -> None:
    listed = admin_client.get(FEEDS).json()["results"]
    assert [(one["name"], one["standing"], one["live_run"]["counts"]["created"]) for one in listed] == [
        ("Shop", "live", 1)
    ]
    answer = admin_client.get(f"{FEEDS}{imported.pk}/")
    assert (
        answer.json() == listed[0]
        and "secret" not in answer.content.decode()
        and "token" not in answer.content.decode()
    )


def test_the_list_asks_the_same_queries_for_more_feeds(admin_client: Client, imported: Feed) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for round_ in range(2):
        with CaptureQueriesContext(connection) as asked:
            admin_client.get(FEEDS)
        counts.append(len(asked))
        Feed.objects.bulk_create(
            Feed(name=f"F{round_} {n}", slug=f"f{round_}-{n}", live_run=imported.runs.first()) for n in range(30)
        )
    assert counts[0] == counts[1]


def test_a_feed_is_run_and_that_is_logged(admin_client: Client, imported: Feed) -> None:
    answer = admin_client.post(f"{FEEDS}{imported.pk}/run/")
    assert answer.status_code == 202 and Job.objects.get(pk=answer.json()["id"]).subject_id == imported.pk
    assert LogEntry.objects.get().object_id == str(imported.pk)


def test_the_rows_of_the_report_are_listed_and_filtered(admin_client: Client, imported: Feed) -> None:
    rows = admin_client.get(f"{FEEDS}{imported.pk}/report/").json()["results"]
    assert [(row["item"], row["level"]) for row in rows] == [("P2", "rejected")] and "free" in rows[0]["reason"]
    assert admin_client.get(f"{FEEDS}{imported.pk}/report/", {"level": "warning"}).json()["results"] == []


ADDRESSES = ["", "{pk}/", "{pk}/report/", "{pk}/run/"]


def ask(client: Client, address: str) -> int:
    """The status of the answer."""
    call = client.post if address.endswith("run/") else client.get
    return int(call(f"{FEEDS}{address}").status_code)


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_staff_who_may_see_feeds_are_answered(
    client: Client, alice: User, bob: User, imported: Feed, address: str
) -> None:
    wanted = address.format(pk=imported.pk)
    assert ask(client, wanted) == 403
    client.force_login(alice)
    assert ask(client, wanted) == 403
    User.objects.filter(pk=bob.pk).update(is_staff=True)
    client.force_login(bob)
    assert ask(client, wanted) == 403
    bob.user_permissions.add(Permission.objects.get(codename="view_feed"))
    seeing = SiteClient()
    seeing.force_login(bob)
    assert ask(seeing, wanted) == (403 if address.endswith("run/") else 200)
    assert Job.objects.filter(status="queued").count() == 0


@pytest.mark.parametrize("address", ["999/", "999/report/", "999/run/", f"{2**70}/", f"{2**70}/run/"])
def test_a_feed_that_is_not_there_is_not_found(admin_client: Client, address: str) -> None:
    assert ask(admin_client, address) == 404
