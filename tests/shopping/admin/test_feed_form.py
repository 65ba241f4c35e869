"""Where a feed comes from is said in its form, and what is wrong is said at its field."""

from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import Settings

from shopping.feeds.fetching.credentials import credentials_of
from shopping.models import Feed
from trendflix.jobs.models import Job

FEEDS = "/admin/shopping/feed/"
URL = {"name": "Luma", "origin": "url", "url": "https://shop.example/feed.xml", "interval": "60", "format": "auto"}
pytestmark = pytest.mark.django_db


def save(desk: Client, feed: Feed | None = None, **fields: str) -> str:
    """Send the form; the page that comes back."""
    address = f"{FEEDS}add/" if feed is None else f"{FEEDS}{feed.pk}/change/"
    return desk.post(address, URL | fields, follow=True).content.decode()


def test_a_feed_by_address_is_fetched_and_has_its_schedule(admin_client: Client) -> None:
    save(admin_client, language="DE", country="at", boost="0.05", affiliate="?tag=films&subid={click_id}")
    feed = Feed.objects.get()
    assert (feed.slug, feed.origin, feed.interval, feed.language, feed.country) == ("luma", "url", 60, "de", "AT")
    assert feed.next_run is not None and (feed.boost, feed.affiliate) == (0.05, "tag=films&subid={click_id}")
    assert Job.objects.get().kind == "fetch_feed" and LogEntry.objects.filter(object_id=str(feed.pk)).exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("url", "", "Say where the feed is"),
        ("url", "ftp://shop.example/feed.xml", "no web address"),
        ("url", "https://shop.example/a b", "no web address"),
        ("url", "https://[::1", "no web address"),
        ("language", "german", "at most 2 characters"),
        ("language", "1x", "code of two letters"),
        ("country", "ÖX", "code of two letters"),
        ("boost", "0.2", "less than or equal to 0.1"),
        ("boost", "-0.2", "greater than or equal to -0.1"),
        ("affiliate", "tag", "Write parameters as in"),
        ("affiliate", "a={user_id}", "Write parameters as in"),
        ("interval", "7", "Select a valid choice"),
        ("origin", "mail", "Select a valid choice"),
        ("location", "../secret", "lies outside of the folder for feeds"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(admin_client: Client, field: str, value: str, said: str) -> None:
    page = save(admin_client, None, **{field: value})
    assert said in page and not Feed.objects.exists() and not Job.objects.exists()


@pytest.mark.parametrize("origin", ["path", "folder"])
def test_a_place_on_the_server_is_needed_for_those_origins(
    admin_client: Client, settings: Settings, tmp_path: Path, origin: str
) -> None:
    settings.FEED_FOLDER = tmp_path
    assert "Say which" in save(admin_client, origin=origin, url="")
    save(admin_client, origin=origin, url="", location="acme/feed.xml")
    assert Feed.objects.get().location == "acme/feed.xml" and Job.objects.get().kind == "fetch_feed"


def test_a_password_is_kept_encrypted_never_shown_and_stays_when_left_empty(admin_client: Client) -> None:
    save(admin_client, username="anna", password="very-secret")
    feed = Feed.objects.get()
    assert credentials_of(feed) == "anna:very-secret" and "very-secret" not in feed.credentials
    page = save(admin_client, feed, name="Other name")
    feed.refresh_from_db()
    assert feed.name == "Other name" and credentials_of(feed) == "anna:very-secret"
    assert "very-secret" not in page and "anna" not in page and "stored, encrypted" in page


def test_a_password_in_the_address_is_taken_out_of_it(admin_client: Client) -> None:
    save(admin_client, url="https://anna:very-secret@shop.example/feed.xml")
    feed = Feed.objects.get()
    assert feed.url == "https://shop.example/feed.xml" and credentials_of(feed) == "anna:very-secret"


@pytest.mark.parametrize(
    ("url", "stays"), [("https://shop.example/b.xml", True), ("https://evil.example/b.xml", False)]
)
def test_a_password_is_not_sent_to_another_host_by_changing_the_address(
    admin_client: Client, url: str, stays: bool
) -> None:
    save(admin_client, username="anna", password="very-secret")
    save(admin_client, Feed.objects.get(), url=url)
    assert bool(credentials_of(Feed.objects.get())) == stays


def test_a_password_can_be_forgotten(admin_client: Client) -> None:
    save(admin_client, username="anna", password="very-secret")
    feed = Feed.objects.get()
    admin_client.post(f"{FEEDS}{feed.pk}/forget/")
    feed.refresh_from_db()
    assert feed.credentials == ""


def test_another_address_forgets_what_the_old_one_sent(admin_client: Client) -> None:
    save(admin_client)
    Feed.objects.update(validators={"etag": '"1"'}, fetch_error="no answer")
    save(admin_client, Feed.objects.get(), url="https://shop.example/new.xml")
    feed = Feed.objects.get()
    assert feed.validators == {} and feed.fetch_error == ""


def test_saving_does_not_take_back_what_an_import_has_written_meanwhile(admin_client: Client) -> None:
    save(admin_client)
    Job.objects.all().delete()
    feed = Feed.objects.get()
    Feed.objects.update(state="live", sha256="a" * 64)
    save(admin_client, feed, disclosure="Ad.")
    feed.refresh_from_db()
    assert (feed.disclosure, feed.state, feed.sha256) == ("Ad.", "live", "a" * 64) and not Job.objects.exists()
