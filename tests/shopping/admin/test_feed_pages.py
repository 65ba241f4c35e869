"""A feed's page, its report, its runs, and what its columns and sections mean."""

import csv
import io
import json
from codecs import BOM_UTF8
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from shopping.feeds.imports.import_feed import feed_import_job
from shopping.models import Feed, FeedRun, Product
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.progress import silent
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db
FEEDS = "/admin/shopping/feed/"


def run(feed: Feed, path: Path) -> FeedRun:
    """Import a file by a job; what became of it."""
    Feed.objects.filter(pk=feed.pk).update(path=str(path))
    job_run(job_queue("import_feed", feed.pk).pk)
    feed.refresh_from_db()
    return FeedRun.objects.filter(feed=feed)[0]


@pytest.fixture(autouse=True)
def no_beats(settings: Settings) -> None:
    """Jobs run within the test's transaction, in which no heartbeat of another connection sees their rows."""
    settings.JOB_HEARTBEAT_SECONDS = 3600


@pytest.fixture
def reported(feed: Feed, write_feed: Write) -> Feed:
    """A feed of one product, one with a warning, and two rows that were rejected."""
    rows = [item(1), item(2, availability="perhaps"), item(3, price="free"), item(0, id="=1+1", price="free")]
    run(feed, write_feed(*rows))
    return feed


def page(client: Client, feed: Feed, name: str, **asked: str) -> str:
    """One of the feed's pages."""
    answer = client.get(f"{FEEDS}{feed.pk}/{name}", asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("fields", "badge", "said"),
    [
        ({"state": "live"}, "is-live", "Next run"),
        ({"state": "held", "reason": "too many lost"}, "is-held", "Accept the file"),
        ({"state": "failed", "reason": "no feed"}, "is-failed", "Try again"),
        ({"state": "live", "fetch_error": "no answer"}, "is-failed", "no answer"),
        ({"state": "live", "is_paused": True}, "is-paused", "Resume"),
        ({"state": "live", "next_run": timezone.now(), "interval": 60}, "is-late", "two intervals"),
    ],
)
def test_its_page_says_at_a_glance_where_a_feed_stands(
    admin_client: Client, feed: Feed, fields: dict[str, object], badge: str, said: str
) -> None:
    Feed.objects.filter(pk=feed.pk).update(**fields, created=timezone.now() - timedelta(days=9))
    shown = page(admin_client, feed, "change/")
    assert badge in shown and said in shown
    assert badge in admin_client.get(FEEDS).content.decode()


def test_the_report_is_a_table_with_links_to_products(admin_client: Client, reported: Feed) -> None:
    shown = page(admin_client, reported, "report/")
    assert "availability &#x27;perhaps&#x27; is not known" in shown and shown.count("price &#x27;free&#x27;") == 2
    product = Product.objects.get(product_id="P2")
    assert f"/admin/shopping/product/{product.pk}/change/" in shown


def test_the_report_is_filtered_by_kind_and_words(admin_client: Client, reported: Feed) -> None:
    warned = page(admin_client, reported, "report/", level="warning")
    assert "perhaps" in warned and "free" not in warned
    assert "P3" in page(admin_client, reported, "report/", q="p3")
    none = page(admin_client, reported, "report/", q="no such words")
    assert "No row answers this." in none and "nothing was rejected" not in none
    assert admin_client.get(f"/admin/shopping/feed/{reported.pk}/report/", {"q": "no such words\0"}).status_code == 400


def test_the_csv_has_every_row_and_no_formula(admin_client: Client, reported: Feed) -> None:
    answer = admin_client.get(f"{FEEDS}{reported.pk}/report.csv", {"level": "rejected"})
    sent = answer.getvalue()
    rows = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"))))
    assert rows[0] == ["line", "id", "level", "reason"] and [row[1] for row in rows[1:]] == ["P3", "'=1+1"]
    assert answer["Content-Disposition"].endswith('"shop-report.csv"') and sent.startswith(BOM_UTF8)


def test_a_long_report_costs_no_more_queries(admin_client: Client, reported: Feed) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            page(admin_client, reported, "report/")
        return len(counted)

    few = queries()
    job = JobReportRow.objects.latest("id").job
    JobReportRow.objects.bulk_create(
        JobReportRow(job=job, level="warning", item=f"P{n}", reason="r") for n in range(300)
    )
    assert queries() == few and "Page 1 of 4" in page(admin_client, reported, "report/")


def test_the_last_good_report_is_shown_after_a_failed_run(
    admin_client: Client, reported: Feed, write_feed: Write
) -> None:
    path = write_feed(name="other.xml")
    path.write_text("Dear Sir, no feed today.")
    run(reported, path)
    shown = page(admin_client, reported, "change/")
    assert "The last import that went well" in shown and "4 seen, 2 created" in shown and "is-failed" in shown


def test_its_runs_are_drawn_and_tabled(admin_client: Client, feed: Feed, write_feed: Write) -> None:
    run(feed, write_feed(item(1), item(2)))
    run(feed, write_feed(item(1), item(2), item(3)))
    shown = page(admin_client, feed, "runs/")
    assert shown.count("<rect") == 2 and "style=" not in shown.partition("<figure")[2].partition("</figure>")[0]
    assert shown.count("/restore/") == 1, "the live file is nothing to go back to"


def test_a_run_is_undone_by_a_button_and_that_is_logged(admin_client: Client, feed: Feed, write_feed: Write) -> None:
    first = run(feed, write_feed(item(1), item(2)))
    run(feed, write_feed(item(1), item(3)))
    admin_client.post(f"{FEEDS}{feed.pk}/runs/{first.pk}/restore/")
    feed_import_job(Job.objects.filter(kind="import_feed").latest("id"), silent)
    assert set(Product.objects.filter(available=True).values_list("product_id", flat=True)) == {"P1", "P2"}
    assert "earlier file" in str(LogEntry.objects.latest("id").change_message)


def test_a_run_of_another_feed_is_not_restored(admin_client: Client, feed: Feed, write_feed: Write) -> None:
    first = run(feed, write_feed(item(1)))
    other = Feed.objects.create(name="Other", slug="other")
    assert admin_client.post(f"{FEEDS}{other.pk}/runs/{first.pk}/restore/").status_code == 404


def test_sections_that_say_nothing_are_suggested_and_mapped(
    admin_client: Client, feed: Feed, write_feed: Write
) -> None:
    odd = {"kind": "Season 7 > Zorbs", "title": "Zorb"}
    run(feed, write_feed(item(1, **odd), item(2, **odd), item(3)))
    shown = page(admin_client, feed, "columns/")
    assert 'value="Season 7 &gt; Zorbs"' in shown and "<td>2</td>" in shown
    fields = {"section0": "Season 7 > Zorbs", "category0": "outerwear", "section1": "", "category1": ""}
    tried = admin_client.post(f"{FEEDS}{feed.pk}/columns/", {**fields, "preview": ""}).content.decode()
    feed.refresh_from_db()
    assert "<td>outerwear</td>" in tried and feed.categories == {}, "a preview keeps nothing"
    admin_client.post(f"{FEEDS}{feed.pk}/columns/", {**fields, "confirm": ""})
    job_run(Job.objects.filter(kind="import_feed").latest("id").pk)
    feed.refresh_from_db()
    assert feed.categories == {"season 7 > zorbs": "outerwear"}
    assert Product.objects.filter(category="outerwear").count() == 2
    assert "Mapped its columns" in str(LogEntry.objects.latest("id").change_message)


def test_the_columns_of_json_lines_are_mapped(admin_client: Client, feed: Feed, write_feed: Write) -> None:
    path = write_feed().parent / "feed.jsonl"
    rows = [
        json.dumps(
            {"nr": f"A{n}", "was": f"Red tee {n}", "wo": f"https://shop.example/{n}", "bild": "images/red.jpg"}
            | {"kostet": f"{n} EUR"}
        )
        for n in range(1, 31)
    ]
    path.write_text("\n".join([*rows, "not JSON"]) + "\n")
    run(feed, path)
    assert not Product.objects.exists()
    shown = page(admin_client, feed, "columns/")
    assert shown.count("feed-rejected") == 20 and "kostet" in shown
    names = feed.sample[0]
    ours = {"nr": "id", "was": "title", "wo": "link", "bild": "image_link", "kostet": "price"}
    fields = {f"column{at}": ours[name] for at, name in enumerate(names)}
    tried = admin_client.post(f"{FEEDS}{feed.pk}/columns/", {**fields, "preview": ""}).content.decode()
    assert tried.count("feed-rejected") == 0 and "€20.00" in tried
    admin_client.post(f"{FEEDS}{feed.pk}/columns/", {**fields, "confirm": ""})
    job_run(Job.objects.filter(kind="import_feed").latest("id").pk)
    assert Product.objects.count() == 30


def test_the_columns_of_a_table_with_googles_names_are_shown_as_what_they_are(
    admin_client: Client, feed: Feed, write_feed: Write
) -> None:
    path = write_feed().parent / "feed.csv"
    rows = [f"A{n},Red tee {n},https://shop.example/{n},images/red.jpg,{n} EUR" for n in range(1, 4)]
    path.write_text("\n".join(["id,title,link,image link,price", *rows]) + "\n")
    run(feed, path)
    shown = page(admin_client, feed, "columns/")
    assert '<option value="image_link" selected>' in shown and shown.count("feed-rejected") == 0
    sent = {f"column{at}": name for at, name in enumerate(("id", "title", "link", "image_link", "price"))}
    assert admin_client.post(f"{FEEDS}{feed.pk}/columns/", {**sent, "confirm": ""}).status_code == 302


def test_the_preview_of_an_xml_feed_shows_errors_beside_its_rows(admin_client: Client, reported: Feed) -> None:
    shown = page(admin_client, reported, "columns/")
    assert shown.count("feed-rejected") == 2 and "is not known; taken as out of stock" in shown
    assert "What the columns mean" not in shown


@pytest.mark.parametrize("name", ["report/", "report.csv", "runs/", "columns/"])
def test_pages_are_for_those_who_may_see_feeds(
    client: Client, viewing_staff: Client, reported: Feed, name: str
) -> None:
    assert client.get(f"{FEEDS}{reported.pk}/{name}").status_code == 302
    assert viewing_staff.get(f"{FEEDS}{reported.pk}/{name}").status_code == 200
    assert viewing_staff.get(f"{FEEDS}999/{name}").status_code == 404


def test_who_may_only_look_maps_nothing_and_has_no_buttons(viewing_staff: Client, reported: Feed) -> None:
    assert viewing_staff.post(f"{FEEDS}{reported.pk}/columns/", {"confirm": ""}).status_code == 403
    for name in ("change/", "runs/", "columns/"):
        shown = page(viewing_staff, reported, name)
        assert "Roll back" not in shown and "Run now" not in shown and "Confirm and import" not in shown


@pytest.mark.parametrize("action", ["run_now", "pause", "resume", "import_again"])
def test_each_action_of_the_list_is_logged(admin_client: Client, feed: Feed, action: str) -> None:
    admin_client.post(FEEDS, {"action": action, "_selected_action": [feed.pk]})
    assert LogEntry.objects.filter(object_id=str(feed.pk)).count() == 1
