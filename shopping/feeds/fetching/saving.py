"""Keeps what a person says of a feed, and queues what follows from it."""

from collections.abc import Collection
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from shopping.feeds.fetching.credentials import credentials_set
from shopping.feeds.fetching.schedule import feed_run_now, next_run_of
from shopping.feeds.imports.requests import feed_name, feed_receive
from shopping.models import Feed
from trendflix.jobs.models import Job
from trendflix.jobs.services import job_queue

SOURCE = {"origin", "url", "location", "username", "password"}
SCHEDULE = {"origin", "interval"}
READING = {"format", "shop_url", "currency", "language", "country"}
"""Fields that change where a feed comes from, when, and how its rows are read."""
SAVED = (
    "name", "origin", "url", "location", "interval", "format", "shop_url", "currency", "language", "country",
    "max_loss", "disclosure", "affiliate", "boost", "credentials", "validators", "fetch_error", "next_run",
)  # fmt: skip


@transaction.atomic
def feed_save(feed: Feed, changed: Collection[str], sign_in: tuple[str, str] = ("", "")) -> Job | None:
    """Keep a feed, new or with the fields ``changed``; the job that follows, or ``None`` where none does.

    ``sign_in`` is a new user name and password. Those that are stored are dropped where the address changes to another
    host, so that nobody has them sent to a host of their own.
    """
    is_new = feed.pk is None
    changed = set(changed)
    _sign_in(feed, sign_in)
    if SOURCE & changed:
        feed.validators, feed.fetch_error = {}, ""
    if is_new or SCHEDULE & changed:
        feed.next_run = next_run_of(feed, timezone.now())
    if feed.origin == Feed.Origin.UPLOAD and (is_new or ({"file"} | READING) & changed):
        return feed_receive(feed)
    if is_new:
        feed_name(feed)
    feed.save(update_fields=None if is_new else SAVED)
    return _following(feed, changed, is_new=is_new)


def _following(feed: Feed, changed: set[str], *, is_new: bool) -> Job | None:
    if feed.origin != Feed.Origin.UPLOAD and (is_new or SOURCE & changed):
        return feed_run_now(feed)
    if READING & changed and (feed.file or feed.path):
        return job_queue("import_feed", feed.pk)
    return None


def _sign_in(feed: Feed, sign_in: tuple[str, str]) -> None:
    before = Feed.objects.filter(pk=feed.pk).values_list("url", flat=True).first()
    if any(sign_in):
        credentials_set(feed, *sign_in)
    elif before is not None and _place(before) != _place(feed.url):
        credentials_set(feed, "", "")


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def feed_sign_in_forget(feed: Feed) -> None:
    """Remove the stored user name and password of a feed."""
    Feed.objects.filter(pk=feed.pk).update(credentials="")


@transaction.atomic
def feed_map(feed: Feed, columns: dict[str, str] | None, categories: dict[str, str]) -> Job:
    """Keep what a feed's columns (``None``: as before) and sections mean, and import its file with that."""
    fields: dict[str, object] = {"categories": categories}
    if columns is not None:
        fields |= {"columns": columns, "columns_confirmed": True}
    Feed.objects.filter(pk=feed.pk).update(**fields)
    return job_queue("import_feed", feed.pk)
