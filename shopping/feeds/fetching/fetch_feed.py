"""Looks at a feed's source, and takes its file where there is a new one; the import is another job."""

import uuid
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from shopping.feeds.fetching import folders
from shopping.feeds.fetching.credentials import credentials_of
from shopping.feeds.fetching.download import Source, Unreachable, download
from shopping.feeds.imports.files import UPLOADS
from shopping.feeds.imports.requests import supersede
from shopping.feeds.imports.runs import Ran, run_record
from shopping.models import Feed, FeedRun
from trendflix.core.errors import UserError, room_check
from trendflix.jobs.errors import Transient
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

UNTRIED = (Feed.State.NEW, Feed.State.FAILED)
"""Where a feed's file is imported though it is not new: it never was."""


def feed_fetch_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Look at the source of the feed ``job.subject_id``: ``{"changed": whether its file is to be imported}``.

    A source that does not answer is tried again later; one that answers that there is nothing new leaves the feed, its
    products and the report of its last import as they are.
    """
    feed = Feed.objects.filter(pk=job.subject_id).first()
    if feed is None:
        raise UserError(gettext("Feed %(number)s is gone.") % {"number": job.subject_id})
    ran = Ran(timezone.now(), job)
    progress(gettext_noop("asking for the feed"), 0.0)
    try:
        is_new = FETCHERS[Feed.Origin(feed.origin)](feed)
    except UserError as error:
        _failed(feed, str(error), ran)
        if isinstance(error, Unreachable):
            raise Transient(str(error)) from None
        raise
    Feed.objects.filter(pk=feed.pk).update(checked=timezone.now(), fetch_error="")
    if not is_new:
        run_record(feed, FeedRun.Outcome.UNCHANGED, ran)
    return {"changed": is_new or feed.state in UNTRIED, "new": is_new}


def _failed(feed: Feed, reason: str, ran: Ran) -> None:
    Feed.objects.filter(pk=feed.pk).update(fetch_error=reason[:500])
    run_record(feed, FeedRun.Outcome.FAILED, Ran(ran.began, ran.job, reason))


def _from_web(feed: Feed) -> bool:
    """Download it; whether it is another file than the last one that was had."""
    known = feed.validators
    source = Source(feed.url, credentials_of(feed), known.get("etag", ""), known.get("last_modified", ""))
    folder = Path(settings.MEDIA_ROOT) / UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    room_check(folder)
    target = folder / f"{feed.slug[:60]}-{uuid.uuid4().hex[:8]}{_suffix(feed.url)}"
    found = download(source, target)
    if found is None:
        return False
    validators = {"etag": found.etag, "last_modified": found.last_modified, "sha256": found.sha256}
    if found.sha256 == known.get("sha256"):
        target.unlink(missing_ok=True)
        Feed.objects.filter(pk=feed.pk).update(validators=validators)
        return False
    _take(feed, validators, file=f"{UPLOADS}/{target.name}")
    return True


def _suffix(url: str) -> str:
    """The end of the file's name, by which archives and people know what it is."""
    suffixes = PurePosixPath(unquote(urlsplit(url).path)).suffixes[-2:]
    return "".join(one.lower() for one in suffixes if one[1:].isalnum() and one.isascii() and len(one) < 8)


def _from_disk(feed: Feed) -> bool:
    is_folder = feed.origin == Feed.Origin.FOLDER
    path = folders.newest_in(feed.location) if is_folder else folders.file_at(feed.location)
    validators = {"fingerprint": folders.fingerprint_of(path)}
    if feed.validators == validators:
        return False
    _take(feed, validators, path=str(path))
    return True


def _last_upload(feed: Feed) -> bool:
    """An upload has no source to look at; its file is imported again."""
    return True


@transaction.atomic
def _take(feed: Feed, validators: dict[str, str], *, file: str = "", path: str = "") -> None:
    """Make a file the feed's newest one."""
    fresh = Feed.objects.select_for_update().get(pk=feed.pk)
    if fresh.file:
        supersede(fresh, fresh.file.name or "")
    fresh.file, fresh.path, fresh.beside, fresh.validators = file, path, "", validators
    fresh.save(update_fields=["file", "path", "beside", "validators", "superseded"])


FETCHERS = {
    Feed.Origin.URL: _from_web,
    Feed.Origin.PATH: _from_disk,
    Feed.Origin.FOLDER: _from_disk,
    Feed.Origin.UPLOAD: _last_upload,
}
