"""Feeds, products, matches and visits in the admin."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import, feed_import_job
from shopping.models import ClickOut, Feed, FeedRun, Match, Product
from shopping.storefront.clicks import click_out
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job
from vision.models import Garment

FEEDS, MATCHES = "/admin/shopping/feed/", "/admin/shopping/match/"
LISTS = ["shopping/feed", "shopping/product", "shopping/match", "shopping/clickout", "vision/garment"]


@pytest.fixture
def match(feed: Feed, write_feed: Write, video: Video) -> Match:
    """A product that is suggested for the red top."""
    feed_import(feed, write_feed(item(1)))
    return Match.objects.create(garment=Garment.objects.get(category="top"), product=Product.objects.get(), score=0.9)


def upload(desk: Client, content: bytes, **more: str) -> str:
    """Send the form; the page that comes back."""
    fields = {"name": "Luma", "format": "auto", "shop_url": "", **more}
    return desk.post(
        f"{FEEDS}add/", {**fields, "file": SimpleUploadedFile("f.xml", content)}, follow=True
    ).content.decode()


def decide(desk: Client, match: Match, action: str) -> str:
    """Run a list action on a match; its status afterwards."""
    desk.post(MATCHES, {"action": action, "_selected_action": [match.pk]})
    match.refresh_from_db()
    return match.status


def test_an_uploaded_feed_is_imported_by_a_job(desk: Client, write_feed: Write) -> None:
    page = upload(desk, write_feed(item(1, image_link="https://shop.example/a.jpg")).read_bytes())
    assert "The import is queued" in page
    feed, job = Feed.objects.get(), Job.objects.get()
    assert (feed.slug, job.kind, job.subject_id) == ("luma", "import_feed", feed.pk)
    assert feed_import_job(job, lambda stage, part: None)["seen"] == 1


def test_an_empty_file_is_refused_at_its_field(desk: Client) -> None:
    assert "empty" in upload(desk, b"") and not Feed.objects.exists()


def test_a_feed_needs_a_file(desk: Client) -> None:
    page = desk.post(f"{FEEDS}add/", {"name": "Luma", "format": "auto"}).content.decode()
    assert "Choose the feed&#x27;s file." in page and not Feed.objects.exists()


def test_the_last_report_names_each_refused_row(desk: Client, feed: Feed) -> None:
    refused = [{"line": 12, "id": "A1", "reason": "no price <b>"}]
    result = {"seen": 2, "created": 1, "rejected": refused, "warnings": []}
    Job.objects.create(kind="import_feed", subject_id=feed.pk, status="done", result=result)
    page = desk.get(f"{FEEDS}{feed.pk}/change/").content.decode()
    assert "2 seen, 1 created, 1 rejected" in page and "row 12, A1: no price &lt;b&gt;" in page


def test_a_feed_can_be_imported_again(desk: Client, feed: Feed) -> None:
    desk.post(FEEDS, {"action": "import_again", "_selected_action": [feed.pk]})
    assert Job.objects.get().subject_id == feed.pk


def test_renaming_a_feed_imports_nothing(desk: Client, feed: Feed) -> None:
    Feed.objects.update(path="/somewhere/feed.xml")
    desk.post(f"{FEEDS}{feed.pk}/change/", {"name": "New name", "format": "auto", "shop_url": ""})
    assert Feed.objects.get().name == "New name" and not Job.objects.exists()


def test_a_person_has_the_last_word_on_a_match(desk: Client, match: Match, carol: User) -> None:
    assert decide(desk, match, "approve") == "approved" and match.decided_by == carol
    assert decide(desk, match, "reject") == "rejected"
    assert decide(desk, match, "pin") == "pinned" and match.rank == 0
    assert decide(desk, match, "undo") == "suggested"


def test_a_match_added_by_hand_is_pinned(desk: Client, match: Match, carol: User) -> None:
    trousers = Garment.objects.get(category="trousers")
    desk.post(f"{MATCHES}add/", {"garment": trousers.pk, "product": match.product.pk})
    added = Match.objects.get(garment=trousers)
    assert (added.status, added.rank, added.decided_by) == ("pinned", 0, carol)


def test_a_match_shows_what_is_worn_beside_what_is_sold(desk: Client, match: Match) -> None:
    page = desk.get(MATCHES).content.decode()
    assert 'src="/stream/' in page and 'src="/media/public/products/' in page
    assert desk.get(f"{MATCHES}{match.pk}/change/").status_code == 200


def test_products_and_visits_cannot_be_edited(desk: Client, match: Match) -> None:
    click_out(match.product, match.garment, None)
    assert desk.get("/admin/shopping/product/add/").status_code == 403
    assert desk.get("/admin/shopping/clickout/add/").status_code == 403
    assert desk.get(f"/admin/shopping/product/{match.product.pk}/change/").status_code == 200
    assert b"red thing 1" in desk.get("/admin/shopping/clickout/").content and ClickOut.objects.count() == 1


@pytest.mark.parametrize("page", LISTS)
def test_only_staff_may_look(client: Client, alice: User, match: Match, page: str) -> None:
    client.force_login(alice)
    assert client.get(f"/admin/{page}/").status_code == 302


@pytest.mark.parametrize("page", LISTS)
def test_longer_lists_cost_no_more_queries(
    desk: Client, match: Match, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    click_out(match.product, match.garment, None)
    with CaptureQueriesContext(connection) as few:
        desk.get(f"/admin/{page}/")
    for number in range(2, 8):
        shop = Feed.objects.create(name=f"Shop {number}", slug=f"shop-{number}")
        other = Product.objects.create(feed=shop, product_id=str(number), title="t", link="https://x.example/")
        Match.objects.create(garment=match.garment, product=other, rank=number)
        click_out(other, match.garment, None)
        match.garment.pk, match.garment._state.adding = None, True
        match.garment.save()
    with django_assert_max_num_queries(len(few)):
        desk.get(f"/admin/{page}/")


@pytest.fixture
def held(feed: Feed, write_feed: Write) -> Feed:
    """A feed of four live products, whose next file would lose three."""
    feed_import(feed, write_feed(*(item(n) for n in range(4))))
    Feed.objects.filter(pk=feed.pk).update(path=str(write_feed(item(1), name="few.xml")))
    feed.refresh_from_db()
    feed_import(feed, write_feed(item(1), name="few.xml"))
    feed.refresh_from_db()
    return feed


def test_a_held_feed_shows_why_and_its_numbers(desk: Client, held: Feed) -> None:
    page = desk.get(f"{FEEDS}{held.pk}/change/").content.decode()
    assert "3 of 4 live products are missing from it, more than 50%" in page and "is-held" in page
    told = page.partition('<dl class="feed-numbers">')[2].partition("</dl>")[0]
    numbers = [" ".join(text.split()) for text in re.findall(r"<dd>(.*?)</dd>", told, re.DOTALL)]
    assert numbers == ["4", "1", "3", "0", "1", "1", "0"] and "few.xml" in page
    assert "is-held" in desk.get(FEEDS).content.decode()


def test_a_held_file_is_accepted_in_the_admin(desk: Client, held: Feed) -> None:
    assert (
        "The import of the held file is queued" in desk.post(f"{FEEDS}{held.pk}/accept/", follow=True).content.decode()
    )
    assert feed_import_job(Job.objects.get(), lambda stage, part: None)["unavailable"] == 3
    assert "nothing is held" in desk.post(f"{FEEDS}{held.pk}/accept/", follow=True).content.decode()


def test_a_held_file_is_discarded_in_the_admin(desk: Client, held: Feed) -> None:
    desk.post(FEEDS, {"action": "discard", "_selected_action": [held.pk]})
    held.refresh_from_db()
    assert held.state == "live" and Product.objects.filter(available=True).count() == 4


@pytest.mark.parametrize("decision", ["accept", "discard", "run", "pause", "resume", "forget", "runs/1/restore"])
def test_decisions_are_posted_by_those_who_may_change_feeds(
    client: Client, alice: User, desk: Client, held: Feed, decision: str
) -> None:
    decision = decision.replace("1", str(FeedRun.objects.filter(feed=held).values_list("pk", flat=True)[0]))
    assert desk.get(f"{FEEDS}{held.pk}/{decision}/").status_code == 405
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    client.force_login(alice)
    assert client.post(f"{FEEDS}{held.pk}/{decision}/").status_code == 403
    held.refresh_from_db()
    assert held.state == "held" and not Job.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [("currency", "XYZ", "XYZ is no ISO 4217 code"), ("max_loss", "1.5", "less than or equal to 1")],
)
def test_a_feeds_currency_and_limit_are_checked(desk: Client, field: str, value: str, reason: str) -> None:
    assert reason in upload(desk, b"x", **{field: value}) and not Feed.objects.exists()


def test_another_currency_imports_the_feed_again(desk: Client, feed: Feed) -> None:
    Feed.objects.update(path="/somewhere/feed.csv")
    fields = {"name": "Shop", "format": "auto", "shop_url": "", "currency": "eur", "max_loss": "0.2"}
    desk.post(f"{FEEDS}{feed.pk}/change/", fields)
    feed.refresh_from_db()
    assert (feed.currency, feed.max_loss, feed.path) == ("EUR", 0.2, "/somewhere/feed.csv") and Job.objects.exists()


def test_a_long_report_is_cut_and_says_how_much_more_there_is(desk: Client, feed: Feed) -> None:
    refused = [{"line": line, "id": "A", "reason": "no price"} for line in range(1, 301)]
    result = {
        "seen": 900,
        "created": 0,
        "rejected": refused,
        "rejected_total": 900,
        "warnings": [],
        "warnings_total": 0,
    }
    Job.objects.create(kind="import_feed", subject_id=feed.pk, status="done", result=result)
    page = desk.get(f"{FEEDS}{feed.pk}/change/").content.decode()
    assert page.count("no price") == 20 and "All 900 rows" in page and "900 rejected" in page


def test_deleting_a_feed_in_the_admin_removes_its_upload(
    desk: Client,
    write_feed: Write,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    upload(desk, write_feed(item(1)).read_bytes())
    kept = Path(Feed.objects.get().file.path)
    assert kept.is_file()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{FEEDS}{Feed.objects.get().pk}/delete/", {"post": "yes"})
    assert not Feed.objects.exists() and not kept.exists()
