"""Reads feeds and their runs: where each stands, what its last good run was, which sections nobody has mapped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from shopping.feeds.fetching.schedule import is_late
from shopping.feeds.values.sections import mapped_kind
from shopping.models import Feed, FeedRun, Product, ProductImage

MAX_SECTIONS = 60
LATE, PAUSED = pgettext_lazy("feed", "late"), pgettext_lazy("feed", "paused")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a feed stands at a glance: a name for styles, what people read, and why."""

    name: str
    label: str | StrPromise
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A category text of a shop, how many of its products it has, and what it was mapped to."""

    text: str
    count: int
    category: str = ""


def standing_of(feed: Feed, now: datetime | None = None) -> Standing:
    """What a person should know first: what waits for them, then what failed, then what is late."""
    if feed.is_waiting:
        return Standing(feed.state, feed.get_state_display(), feed.reason)
    if feed.fetch_error or feed.state == Feed.State.FAILED:
        return Standing("failed", Feed.State.FAILED.label, feed.fetch_error or feed.reason)
    if feed.is_paused:
        return Standing("paused", PAUSED)
    if is_late(feed, now or timezone.now()):
        return Standing("late", LATE)
    return Standing(feed.state, feed.get_state_display(), feed.reason)


def runs_of(feed: Feed, limit: int) -> list[FeedRun]:
    """The newest runs of a feed, newest first."""
    return list(FeedRun.objects.filter(feed=feed).order_by("-id")[:limit])


def rollbacks_of(feed: Feed) -> QuerySet[FeedRun]:
    """Imports of other files than the live one whose files are still kept, newest first."""
    return FeedRun.objects.filter(feed=feed).exclude(kept="").exclude(sha256=feed.sha256).order_by("-id")


def jobs_shown() -> Iterable[int]:
    """The jobs whose reports feeds still show: those of their last good imports. A query that is none yet."""
    return Feed.objects.filter(live_run__job__isnull=False).values_list("live_run__job_id", flat=True)


def sections_unmapped(feed: Feed) -> list[Section]:
    """The commonest category texts of a feed that say nothing to us, and that nobody has mapped yet."""
    rows = Product.objects.filter(feed=feed, wearable__isnull=True).exclude(product_type="").order_by()
    counted = rows.values("product_type").annotate(count=Count("pk")).order_by("-count", "product_type")
    found = (Section(row["product_type"], row["count"]) for row in counted[: 2 * MAX_SECTIONS])
    return [one for one in found if mapped_kind(one.text, feed.categories) is None][:MAX_SECTIONS]


def pictures_failing(feed: Feed) -> dict[str, int]:
    """Pictures of live products that could not be had, and those of them that will be tried again."""
    rows = ProductImage.objects.filter(product__feed=feed, product__available=True).exclude(error="")
    waiting = Count("pk", filter=Q(retry_at__isnull=False))
    return rows.aggregate(failing=Count("pk"), waiting=waiting)
