"""Writes where a feed stands after an import of it was tried."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from shopping.models import Feed
from trendflix.core.storable import storable

MAX_REASON = 500


def feed_set_live(feed: Feed, digest: str) -> None:
    """The file that ``feed`` names was imported; ``digest`` is its SHA-256."""
    _write(
        feed,
        Feed.State.LIVE,
        imported=timezone.now(),
        sha256=digest,
        live_file=feed.file.name or "",
        live_path=feed.path,
        numbers={},
    )


def feed_set_held(feed: Feed, numbers: dict[str, Any], digest: str) -> None:
    """Its file waits for a person's decision; accepting it holds for this very content alone."""
    _write(feed, Feed.State.HELD, numbers["reason"], numbers={**numbers, "sha256": digest})


def feed_set_failed(feed: Feed, reason: str) -> None:
    """Nothing of its file could be used; what was live stays so."""
    _write(feed, Feed.State.FAILED, reason, numbers={})


def feed_set_unconfirmed(feed: Feed, columns: dict[str, str], sample: list[list[str]]) -> None:
    """What its columns mean was guessed; ``sample`` is the header and the first rows."""
    reason = gettext("what its columns mean was guessed")
    _write(feed, Feed.State.COLUMNS, reason, columns=columns, columns_confirmed=False, sample=sample, numbers={})


def feed_set_sample(feed: Feed, sample: list[list[str]]) -> None:
    """The first rows of the file that it was last given."""
    sample = [[storable(cell) for cell in row] for row in sample]
    feed.sample = sample
    Feed.objects.filter(pk=feed.pk).update(sample=sample)


def feed_set_columns(feed: Feed, columns: dict[str, str]) -> None:
    """What its columns mean is settled: {their column: our field}."""
    feed.columns, feed.columns_confirmed = columns, True
    Feed.objects.filter(pk=feed.pk).update(columns=columns, columns_confirmed=True)


def _write(feed: Feed, state: Feed.State, reason: str = "", **fields: Any) -> None:
    Feed.objects.filter(pk=feed.pk).update(state=state, reason=storable(reason)[:MAX_REASON], **fields)
