"""Notes what each run of a feed did, so that its page can show it for a long time."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db.models import F
from django.utils import timezone

from shopping.feeds.imports.files import uploads_folder
from shopping.feeds.imports.kept import kept_sweep, source_keep
from shopping.feeds.imports.report import Report
from shopping.models import Feed, FeedRun, Product
from trendflix.core.storable import storable
from trendflix.jobs.models import Job

MAX_RUNS = 500
"""Runs of a feed that are kept."""
MERGED = (FeedRun.Outcome.UNCHANGED, FeedRun.Outcome.FAILED)
"""Outcomes of which several in a row are one row."""
COUNTED = ("seen", "created", "updated", "unchanged", "unavailable", "rejected_total", "warnings_total")


@dataclass(frozen=True, slots=True)
class Ran:
    """What there is to be said of a run; ``began`` is when it did, and its job has the rows of its report."""

    began: datetime
    job: Job | None = None
    reason: str = ""
    name: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    sha256: str = ""
    kept: str = ""
    beside: str = ""


def run_record(feed: Feed, outcome: FeedRun.Outcome, ran: Ran) -> FeedRun:
    """Note a run. One like the run before, of which nothing is to be told but that it was, counts there."""
    last = FeedRun.objects.filter(feed=feed).order_by("-id").first()
    if last is not None and outcome in MERGED and (last.outcome, last.reason) == (outcome, ran.reason[:500]):
        FeedRun.objects.filter(pk=last.pk).update(
            times=F("times") + 1, finished=timezone.now(), job=ran.job or last.job
        )
        return last
    made = FeedRun.objects.create(
        feed=feed,
        job=ran.job,
        outcome=outcome,
        reason=storable(ran.reason)[:500],
        name=storable(ran.name)[:300],
        counts=ran.counts,
        live=Product.objects.filter(feed=feed, available=True).count(),
        sha256=ran.sha256,
        kept=ran.kept,
        beside=ran.beside,
        started=ran.began,
        finished=timezone.now(),
    )
    _prune(feed)
    return made


def import_record(feed: Feed, path: Path, digest: str, report: Report, ran: Ran) -> FeedRun:
    """Note what became of a file that could be read; one that went live is kept, to be imported again."""
    feed.refresh_from_db(fields=["state", "reason"])
    outcome = FeedRun.Outcome(feed.state)
    ran = replace(ran, reason=feed.reason, counts=counts_of(report), sha256=digest)
    if outcome != FeedRun.Outcome.LIVE:
        return run_record(feed, outcome, ran)
    is_ours = path.parent == uploads_folder()
    beside = feed.beside if is_ours else str(path.parent)
    kept = source_keep(feed.pk, path, digest, is_ours=is_ours)
    run = run_record(feed, outcome, replace(ran, kept=kept, beside=beside))
    feed.live_run = run
    Feed.objects.filter(pk=feed.pk).update(live_run=run)
    kept_sweep(feed)
    return run


def counts_of(report: Report) -> dict[str, Any]:
    """The numbers of a report, without its rows."""
    counts: dict[str, Any] = {name: getattr(report, name) for name in COUNTED}
    return counts | ({"held": report.held} if report.hold else {})


def _prune(feed: Feed) -> None:
    """Remove the oldest runs; the one that is live stays."""
    rows = FeedRun.objects.filter(feed=feed).order_by("-id")
    last = rows.values_list("pk", flat=True)[MAX_RUNS - 1 : MAX_RUNS]
    if last:
        rows.filter(pk__lt=last[0]).exclude(pk=feed.live_run_id or 0).delete()
