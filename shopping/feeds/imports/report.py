"""What an import did, row by row where something was wrong."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from trendflix.core.storable import storable
from trendflix.jobs.models import JobReportRow
from trendflix.jobs.reports import ReportRows

Trouble = dict[str, Any]
MAX_LISTED = 1000
"""Rows named in each list of a result; the totals count them all, and the job's report rows name them."""
MAX_REASON = 300


@dataclass(slots=True)
class Report:
    """Every row is accounted for: ``seen = created + updated + unchanged + rejected + held``.

    ``rejected`` rows changed no product. ``warnings`` are what a product has to do without. ``unavailable`` counts
    products that are no longer in the feed. ``hold`` says why nothing was applied, ``columns`` which mapping of a
    table's columns was guessed and waits for confirmation; then the usable rows count as held.
    """

    seen: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    unavailable: int = 0
    rejected: list[Trouble] = field(default_factory=list)
    rejected_total: int = 0
    warnings: list[Trouble] = field(default_factory=list)
    warnings_total: int = 0
    hold: dict[str, Any] | None = None
    columns: dict[str, str] | None = None
    rows: ReportRows | None = None

    def reject(self, line: int, product_id: str, reason: str) -> None:
        """Note a row that changed no product."""
        self.rejected_total += 1
        self._note(self.rejected, JobReportRow.Level.REJECTED, line, product_id, reason)

    def warn(self, line: int, product_id: str, reason: str) -> None:
        """Note something that is missing from a product."""
        self.warnings_total += 1
        self._note(self.warnings, JobReportRow.Level.WARNING, line, product_id, reason)

    def _note(self, listed: list[Trouble], level: JobReportRow.Level, line: int, item: str, reason: str) -> None:
        item, reason = storable(item), storable(reason)
        if len(listed) < MAX_LISTED:
            listed.append({"line": line, "id": item[:100], "reason": reason[:MAX_REASON]})
        if self.rows is not None:
            self.rows.add(level, reason, line, item)

    @property
    def taken(self) -> int:
        """Rows that are products now."""
        return self.created + self.updated + self.unchanged

    @property
    def held(self) -> int:
        """Usable rows that were not applied."""
        return int(self.hold["rows"]) if self.hold else 0

    @property
    def first_reason(self) -> str:
        """Why the first of the rejected rows was rejected."""
        return gettext("line %(line)s: %(reason)s") % self.rejected[0] if self.rejected else ""

    def as_json(self) -> dict[str, Any]:
        """For the job's row and for scripts. Raises ``RuntimeError`` where a row is not accounted for."""
        if self.seen != self.taken + self.rejected_total + self.held:
            raise RuntimeError(f"of {self.seen} rows {self.taken + self.rejected_total + self.held} are accounted for")
        known: dict[str, Any] = {
            "seen": self.seen,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "unavailable": self.unavailable,
            "rejected": sorted(self.rejected, key=lambda row: int(row["line"])),
            "rejected_total": self.rejected_total,
            "warnings": self.warnings,
            "warnings_total": self.warnings_total,
        }
        waits = {"held": self.hold, "needs_confirmation": self.columns}
        return known | {name: value for name, value in waits.items() if value is not None}


def line_of(trouble: Trouble) -> str:
    """A rejected row or a warning in one line, for people; what is of no row stands alone."""
    if not trouble["line"] and not trouble["id"]:
        return str(trouble["reason"])
    return gettext("row %(line)s, %(item)s: %(reason)s") % {
        "line": trouble["line"] or "–",
        "item": trouble["id"] or gettext("no id"),
        "reason": trouble["reason"],
    }
