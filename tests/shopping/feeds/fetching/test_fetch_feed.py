"""A feed is fetched, and imported where there is something new."""

import gzip
import io
import logging
import os
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from shopping.feeds.fetching.credentials import credentials_set
from shopping.feeds.fetching.download import Source, download
from shopping.models import Feed, FeedRun, Product
from tests.shopping.feeds.fetching.conftest import SIGN_IN, Bytes, FeedServer, fetch
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.selectors import job_latest

pytestmark = pytest.mark.django_db


def live() -> set[str]:
    """Ids of the products that can be shown."""
    return set(Product.objects.filter(available=True).values_list("product_id", flat=True))


def test_a_feed_is_fetched_and_imported(feed: Feed, server: FeedServer, write: Bytes) -> None:
    server.data = write(1, 2)
    assert fetch(feed).result == {"changed": True, "new": True}
    assert live() == {"P1", "P2"} and (feed.state, feed.fetch_error) == ("live", "")
    run = FeedRun.objects.get()
    assert (run.outcome, run.live, run.counts["created"]) == ("live", 2, 2) and feed.live_run == run
    assert feed.checked is not None and Path(feed.file.path).match("feeds/shop-*.xml")


def test_what_the_server_says_is_unchanged_keeps_the_feed_and_its_report(
    feed: Feed, server: FeedServer, write: Bytes
) -> None:
    server.data, server.headers = write(1), {"ETag": '"1"'}
    fetch(feed)
    report = job_latest("import_feed", feed.pk)
    for _ in range(3):
        assert fetch(feed).result == {"changed": False, "new": False}
    assert [status for _, status in server.asked] == [200, 304, 304, 304]
    assert job_latest("import_feed", feed.pk) == report and live() == {"P1"}
    unchanged, imported = FeedRun.objects.all()
    assert (unchanged.outcome, unchanged.times, imported.outcome) == ("unchanged", 3, "live")
    assert unchanged.live == 1 and feed.live_run == imported


def test_the_same_bytes_from_a_server_without_validators_are_not_imported_again(
    feed: Feed, server: FeedServer, write: Bytes
) -> None:
    server.data = write(1)
    fetch(feed)
    assert not fetch(feed).result["changed"] and len(list(Path(feed.file.path).parent.glob("shop-*"))) == 1


def test_a_newer_file_takes_the_place_of_the_older(feed: Feed, server: FeedServer, write: Bytes) -> None:
    server.data = write(1, 2)
    fetch(feed)
    before = Path(feed.file.path)
    server.data = write(2, 3)
    fetch(feed)
    assert live() == {"P2", "P3"} and not before.exists() and Path(feed.file.path).exists()


@pytest.mark.parametrize("form", ["gzip", "zip", "content coding"])
def test_packed_feeds_are_unpacked(feed: Feed, server: FeedServer, write: Bytes, form: str) -> None:
    data = write(1, 2)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feed.xml", data.replace(b"images/red.jpg", b"https://shop.example/red.jpg"))
    server.data = packed.getvalue() if form == "zip" else gzip.compress(data)
    server.headers = {"Content-Encoding": "gzip"} if form == "content coding" else {}
    fetch(feed)
    assert live() == {"P1", "P2"}


@pytest.mark.parametrize("form", ["gzip", "content coding"])
def test_a_bomb_ends_at_the_largest_size_of_a_feed(
    feed: Feed, server: FeedServer, settings: Settings, form: str
) -> None:
    settings.FEED_MAX_BYTES = 100_000
    server.data = gzip.compress(b"<rss>" + b" " * 50_000_000)
    server.headers = {"Content-Encoding": "gzip"} if form == "content coding" else {}
    job = fetch(feed)
    assert not Product.objects.exists()
    assert "larger than" in job.error if form == "content coding" else "unpacks to more" in feed.reason
    left = sum(path.stat().st_size for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    assert left < 200_000


def test_relative_pictures_of_a_fetched_feed_are_of_its_address(feed: Feed, server: FeedServer, write: Bytes) -> None:
    server.data = write(1)
    fetch(feed)
    assert Product.objects.get().images.get().source == f"{server.address}/images/red.jpg"


@pytest.mark.parametrize(
    ("status", "said", "is_final"),
    [(404, "answers 404", True), (401, "refuses the user name", True), (503, "answers 503", False)],
)
def test_a_source_that_fails_leaves_everything_as_it_was(
    feed: Feed, server: FeedServer, write: Bytes, status: int, said: str, is_final: bool
) -> None:
    server.data = write(1)
    fetch(feed)
    good = feed.live_run
    server.status, server.data = status, b""
    job = fetch(feed)
    assert job.status == (Job.Status.FAILED if is_final else Job.Status.QUEUED)
    assert said in job.error and said in feed.fetch_error and feed.state == "live"
    assert live() == {"P1"} and feed.live_run == good and FeedRun.objects.first() != good
    assert "topsecret" not in job.error + feed.fetch_error + FeedRun.objects.all()[0].reason
    server.status, server.data = 200, write(1, 2)
    Job.objects.update(status=Job.Status.DONE)
    fetch(feed)
    assert feed.fetch_error == "" and live() == {"P1", "P2"}


def test_an_html_page_in_place_of_the_feed_fails_and_the_next_good_file_mends_it(
    feed: Feed, server: FeedServer, write: Bytes
) -> None:
    server.data = write(1)
    fetch(feed)
    server.data = b"<!doctype html><html><body>Please sign in</body></html>"
    fetch(feed)
    assert feed.state == "failed" and "HTML page" in feed.reason and live() == {"P1"}
    server.data = write(1, 2)
    fetch(feed)
    assert feed.state == "live" and live() == {"P1", "P2"}


def test_a_feed_that_would_lose_too_much_is_held_until_it_is_accepted_or_dropped(
    feed: Feed, server: FeedServer, write: Bytes
) -> None:
    from shopping.feeds.imports.requests import feed_accept, feed_discard

    server.data, server.headers = write(1, 2, 3), {"ETag": '"1"'}
    fetch(feed)
    server.data, server.headers = write(1), {"ETag": '"2"'}
    fetch(feed)
    assert feed.state == "held" and live() == {"P1", "P2", "P3"}
    fetch(feed)
    assert feed.state == "held", "the server has nothing new, so the held file still waits"
    feed_discard(feed)
    fetch(feed)
    assert feed.state == "live" and live() == {"P1", "P2", "P3"}, "what was dropped is not taken again"
    server.data, server.headers = write(2), {"ETag": '"3"'}
    fetch(feed)
    feed_accept(feed)
    fetch(feed)
    assert feed.state == "live" and live() == {"P2"}


def test_the_sign_in_is_sent_and_is_nowhere_to_be_read(
    feed: Feed,
    server: FeedServer,
    write: Bytes,
    admin_client: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    server.data, server.sign_in = write(1), SIGN_IN
    credentials_set(feed, *SIGN_IN.split(":"))
    feed.save()
    fetch(feed)
    assert live() == {"P1"}
    credentials_set(feed, "anna", "wrong-pässword")
    Feed.objects.filter(pk=feed.pk).update(credentials=feed.credentials, validators={})
    job = fetch(feed)
    assert "refuses the user name and password" in job.error
    page = admin_client.get(f"/admin/shopping/feed/{feed.pk}/change/").content.decode()
    stored = [str(list(model.objects.values())) for model in (Feed, FeedRun, Job, JobReportRow)]
    for text in (page, caplog.text, *stored):
        assert "very-secret" not in text and "wrong-p" not in text and "topsecret" not in text.replace(feed.url, "")


def test_the_sign_in_goes_to_no_other_host(feed: Feed, server: FeedServer, write: Bytes) -> None:
    credentials_set(feed, *SIGN_IN.split(":"))
    feed.save()
    other = server.address.replace("shop.example", "elsewhere.example")
    server.status, server.headers = 302, {"Location": f"{other}/feed.xml"}
    assert "redirects more than 3 times" in fetch(feed).error
    assert [bool(sent) for sent in server.authorization] == [True, False, False, False]


def test_a_password_that_another_key_encrypted_is_asked_for_again(
    feed: Feed, settings: Settings, server: FeedServer
) -> None:
    credentials_set(feed, "anna", "secret")
    feed.save()
    settings.SECRET_KEY = "another"
    assert "enter it again" in fetch(feed).error and server.asked == []


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """The site's folder for feeds."""
    settings.FEED_FOLDER = tmp_path / "incoming"
    (settings.FEED_FOLDER / "acme").mkdir(parents=True)
    return tmp_path / "incoming" / "acme"


def test_the_newest_file_of_a_folder_is_imported_once(feed: Feed, folder: Path, write: Bytes) -> None:
    Feed.objects.filter(pk=feed.pk).update(origin=Feed.Origin.FOLDER, location="acme")
    address = {"image_link": "https://shop.example/a.jpg"}
    for at, numbers in enumerate([(1,), (1, 2)]):
        path = folder / f"{at}.xml"
        path.write_bytes(write(*numbers, **address))
        os.utime(path, (1000 + at, 1000 + at))
    (folder / "2.xml.part").write_bytes(b"half")
    feed.refresh_from_db()
    assert fetch(feed).result["changed"] and live() == {"P1", "P2"}
    assert not fetch(feed).result["changed"]
    (folder / "3.xml").write_bytes(write(1, 2, 3, **address))
    fetch(feed)
    assert live() == {"P1", "P2", "P3"} and (folder / "0.xml").exists()


@pytest.mark.parametrize("location", ["../secret.xml", "/etc/passwd", "acme/../../x", "link/passwd", "a\0b"])
def test_no_file_outside_of_the_folder_for_feeds_is_read(feed: Feed, folder: Path, location: str) -> None:
    (folder.parent / "link").symlink_to("/etc")
    (folder.parent.parent / "secret.xml").write_text("<rss/>")
    Feed.objects.filter(pk=feed.pk).update(origin=Feed.Origin.PATH, location=location.replace("\0", ""))
    feed.refresh_from_db()
    if "\0" in location:
        from shopping.feeds.fetching.folders import location_check
        from trendflix.core.errors import UserError

        with pytest.raises(UserError, match="lies outside"):
            location_check(location)
        return
    error = fetch(feed).error
    assert "lies outside of the folder for feeds" in error or "there is no such feed" in error
    assert not Product.objects.exists()


def test_what_is_no_address_is_said_to_be_none(feed: Feed, server: FeedServer, tmp_path: Path) -> None:
    server.status, server.headers = 302, {"Location": "http://[::1"}
    for url in (f"{server.address}/feed.xml", "https://carol:secret@[::1/feed.xml?key=secret"):
        with pytest.raises(UserError, match=r"no http\(s\) address") as told:
            download(Source(url), tmp_path / "feed")
        assert "secret" not in str(told.value)
