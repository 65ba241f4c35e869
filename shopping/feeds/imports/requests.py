"""What people ask of feeds: take a file in, apply or drop what is held, delete. The imports themselves are jobs."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext

from shopping.feeds import FORMATS
from shopping.feeds.imports.files import feed_folder_remove, file_digest, files_sweep, uploads_remove
from shopping.feeds.imports.kept import copy_to, kept_path, kept_remove
from shopping.feeds.imports.states import feed_set_columns
from shopping.models import Feed, FeedRun
from trendflix.core.deleting import rows_delete
from trendflix.core.errors import UserError
from trendflix.core.slugs import slug_free
from trendflix.jobs.models import Job
from trendflix.jobs.services import job_queue

PLAIN_NAMES = {"feed", "feeds", "products", "product_feed", "export", "catalog", "catalogue", "index", "data"}
"""File names that say nothing of the shop; the folder's name is taken then."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What may be said with a file: ``accept`` applies it whatever it loses, the others are kept with the feed."""

    accept: bool = False
    currency: str = ""
    columns: dict[str, str] = field(default_factory=dict)


def feed_queue(path: Path, name: str = "", form: str = "auto", wishes: Wishes | None = None) -> tuple[Feed, Job]:
    """Note a feed file and queue its import; raises ``UserError`` without the file.

    The same name is the same feed; without a name the same file is. An address for a name is the shop's own.
    """
    if not path.is_file():
        raise UserError(gettext("%(path)s: there is no such feed.") % {"path": path})
    if form not in FORMATS:
        raise UserError(
            gettext("%(form)r is no feed format; use one of %(choices)s.")
            % {"form": form, "choices": ", ".join(FORMATS)}
        )
    wishes = wishes or Wishes()
    parameters = {"accept": file_digest(path)} if wishes.accept else {}
    with transaction.atomic():
        feed = _feed_of(path, name, form, wishes)
        return feed, job_queue("import_feed", feed.pk, **parameters)


def _feed_of(path: Path, name: str, form: str, wishes: Wishes) -> Feed:
    address = urlsplit(name) if "://" in name else None
    name = (address.hostname or "" if address else name).strip()[:120]
    whole = str(path.resolve())
    same = Q(name__iexact=name) if name else Q(path=whole) | Q(live_path=whole)
    feed = Feed.objects.filter(same).first()
    if feed is None:
        feed = Feed(name=name or _free_name(path))
        feed.slug = slug_free(slugify(feed.name)[:120] or "feed", Feed.objects.values_list("slug", flat=True))
    supersede(feed, feed.file.name or "")
    feed.path, feed.format, feed.file = whole, form, ""
    feed.currency = wishes.currency or feed.currency
    if address:
        feed.shop_url = f"{address.scheme}://{address.netloc}"
    if wishes.columns:
        feed.columns, feed.columns_confirmed = wishes.columns, True
    feed.save()
    return feed


@transaction.atomic
def feed_receive(feed: Feed) -> Job:
    """Keep a feed, perhaps with a file that was uploaded, and queue its import."""
    before = Feed.objects.filter(pk=feed.pk).values_list("file", flat=True).first() or ""
    feed_name(feed)
    feed.save()
    if feed.file and feed.file.name != before:
        supersede(feed, before)
        feed.path = feed.beside = ""
        feed.save(update_fields=["path", "beside", "superseded"])
    return job_queue("import_feed", feed.pk)


def feed_name(feed: Feed) -> None:
    """Give a feed a slug of its own, by its name, where it has none."""
    if not feed.slug:
        feed.slug = slug_free(slugify(feed.name)[:120] or "feed", Feed.objects.values_list("slug", flat=True))


def supersede(feed: Feed, upload: str) -> None:
    """Note an upload that is to be removed once a newer one is live."""
    if upload and upload not in feed.superseded:
        feed.superseded = [*feed.superseded, upload]


@transaction.atomic
def feed_roll_back(feed: Feed, run: FeedRun) -> Job:
    """Give a feed the file of an earlier import again, and queue its import, whatever that loses.

    The source's present file is not taken again until it is another one. Raises ``UserError`` where the run's file is
    not kept any more, is live already, or an import is under way.
    """
    kept = kept_path(run)
    if run.sha256 == feed.sha256:
        raise UserError(gettext("%(name)s: that file is live.") % {"name": feed.name})
    _idle_check(feed)
    folder = kept.parent.parent.parent
    target = folder / f"{feed.slug[:60]}-{uuid.uuid4().hex[:8]}{''.join(kept.suffixes)}"
    copy_to(kept, target, is_ours=True)
    supersede(feed, feed.file.name or "")
    feed.file, feed.path, feed.beside = f"{folder.name}/{target.name}", "", run.beside
    feed.save(update_fields=["file", "path", "beside", "superseded"])
    return job_queue("import_feed", feed.pk, accept=run.sha256)


def feed_accept(feed: Feed) -> Job:
    """Queue the import of the file that is held, whatever it loses; raises ``UserError`` where none is."""
    if feed.state != Feed.State.HELD:
        raise UserError(gettext("%(name)s: nothing is held.") % {"name": feed.name})
    return job_queue("import_feed", feed.pk, accept=feed.numbers.get("sha256", ""))


@transaction.atomic
def feed_discard(feed: Feed) -> None:
    """Drop the file that waits or failed; the feed is again what was last imported. An upload is removed.

    Raises ``UserError`` where there is no such file, and while an import of it runs or waits.
    """
    if feed.state not in (Feed.State.HELD, Feed.State.COLUMNS, Feed.State.FAILED):
        raise UserError(gettext("%(name)s: nothing to discard.") % {"name": feed.name})
    _idle_check(feed)
    dropped = feed.file.name or ""
    if dropped != feed.live_file:
        supersede(feed, dropped)
    feed.file, feed.path = feed.live_file, feed.live_path
    feed.state = Feed.State.LIVE if feed.imported else Feed.State.NEW
    feed.reason, feed.numbers, feed.sample = "", {}, []
    feed.save()
    transaction.on_commit(lambda: files_sweep(feed.pk))


def _idle_check(feed: Feed) -> None:
    """Raise ``UserError`` while an import of a feed runs or waits."""
    if Job.objects.filter(kind="import_feed", subject_id=feed.pk, status__in=Job.OPEN).exists():
        raise UserError(gettext("%(name)s: an import is under way.") % {"name": feed.name})


def feed_columns_keep(feed: Feed, columns: dict[str, str]) -> None:
    """Keep what a table's columns are said to mean, {their column: our field}, without importing yet."""
    Feed.objects.filter(pk=feed.pk).update(columns=columns)


def feed_columns_confirm(feed: Feed, columns: dict[str, str]) -> Job:
    """Keep what a table's columns mean, {their column: our field}, and queue its import."""
    with transaction.atomic():
        feed_set_columns(feed, columns)
        return job_queue("import_feed", feed.pk)


def feeds_delete(feeds: Collection[Feed]) -> None:
    """Delete feeds with their products; their uploads and unpacked archives go when that is certain."""
    uploads = [name for feed in feeds for name in (feed.file.name or "", feed.live_file, *feed.superseded)]
    ids = [feed.pk for feed in feeds]
    rows_delete(Feed.objects.filter(pk__in=ids))
    transaction.on_commit(lambda: _files_delete(uploads, ids))


def _files_delete(uploads: list[str], feed_ids: list[Any]) -> None:
    uploads_remove(uploads)
    for feed_id in feed_ids:
        feed_folder_remove(feed_id)
        kept_remove(feed_id)


def _free_name(path: Path) -> str:
    """What a feed is called after its file, or after its folder where the file's name says nothing."""
    whole = path.resolve()
    base = (whole.parent.name if whole.stem.lower() in PLAIN_NAMES else whole.stem)[:110] or "feed"
    taken = {name.lower() for name in Feed.objects.values_list("name", flat=True)}
    name, number = base, 2
    while name.lower() in taken:
        name, number = f"{base} {number}", number + 1
    return name
