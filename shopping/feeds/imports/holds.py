"""Whether a feed's new file may replace what is live, or must wait for a person."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from shopping.feeds.imports.report import Report
from shopping.feeds.imports.row_spool import Rows
from shopping.models import Feed, Product
from trendflix.core.locales.formats import percent

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Hold:
    """Why an import is held, and what it would do. Counts of products, other than ``seen`` and ``rows`` of rows."""

    reason: str
    live: int
    would_remain: int
    lost: int
    new: int
    seen: int
    rows: int
    rejected: int

    def as_json(self) -> dict[str, Any]:
        """For the job's result and the feed's row."""
        return asdict(self)


def hold_of(feed: Feed, rows: Rows, report: Report) -> Hold | None:
    """Why this import should wait for a person; ``None`` where it need not, as where nothing is live.

    A product whose row was rejected is not lost: it stays as it was last imported.
    """
    there = Product.objects.filter(feed=feed, available=True).values_list("product_id", flat=True)
    live = lost = known = 0
    for product_id in there.iterator(chunk_size=CHUNK):
        live += 1
        if product_id in rows.ids:
            known += 1
        elif product_id not in rows.rejected_ids:
            lost += 1
    reason = _reason(rows, report, live=live, lost=lost, max_loss=max_loss_of(feed))
    if not live or not reason:
        return None
    return Hold(
        reason=reason,
        live=live,
        would_remain=live - lost,
        lost=lost,
        new=len(rows.ids) - known,
        seen=report.seen,
        rows=len(rows.ids),
        rejected=report.rejected_total,
    )


def max_loss_of(feed: Feed) -> float:
    """The share of live products (0..1) that an import of this feed may lose without being held."""
    return settings.FEED_HOLD_LOSS if feed.max_loss is None else feed.max_loss


def _reason(rows: Rows, report: Report, *, live: int, lost: int, max_loss: float) -> str:
    if rows.fault:
        return gettext("the file breaks off after %(rows)s rows: %(fault)s") % {
            "rows": report.seen,
            "fault": rows.fault.rstrip("."),
        }
    if rows.cut:
        return gettext("the file is cut short: %(reason)s") % {"reason": rows.cut}
    if not report.seen:
        return gettext("the file has no rows")
    if not rows.ids:
        told = {"rows": report.seen, "reason": report.first_reason}
        return gettext("not one of %(rows)s rows can be used; first: %(reason)s") % told
    if lost > max_loss * live:
        told = {"lost": lost, "live": live, "limit": percent(max_loss)}
        return gettext("%(lost)s of %(live)s live products are missing from it, more than %(limit)s") % told
    return ""
