"""What an import did: every file of the folder is accounted for, and what matters has a row in the job's report."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from catalog.library.plan import Item
from trendflix.jobs.models import JobReportRow
from trendflix.jobs.reports import ReportRows

ADDED, UPDATED, UNCHANGED, WAITING, REFUSED = "added", "updated", "unchanged", "waiting", "refused"
OUTCOMES = (ADDED, UPDATED, UNCHANGED, WAITING, REFUSED)
Level = JobReportRow.Level


@dataclass(slots=True)
class LibraryReport:
    """``files`` = those of items of each outcome + ``left_out``. ``missing`` counts films that are no longer there."""

    rows: ReportRows
    files: int = 0
    dry_run: bool = False
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    used: int = 0
    left_out: int = 0
    unread: int = 0
    missing: int = 0
    warnings: int = 0

    def item(self, item: Item, outcome: str, place: str, reason: str = "") -> None:
        """What became of an item with its files."""
        self.outcomes[outcome, item.kind.value] += 1
        self.used += len(item.files)
        if outcome == UNCHANGED:
            return
        level = Level.REJECTED if outcome == REFUSED else Level.NOTE
        self.rows.add(level, reason or self._told(item, outcome), item=place)

    def _told(self, item: Item, outcome: str) -> str:
        told = {
            ADDED: gettext("would be added: %(what)s") if self.dry_run else gettext("added: %(what)s"),
            UPDATED: gettext("would be updated: %(what)s") if self.dry_run else gettext("updated: %(what)s"),
            WAITING: gettext("waits until it stays the same: %(what)s"),
        }
        return told[outcome] % {"what": item.words()}

    def leave_out(self, place: str, reason: str, *, is_error: bool, is_file: bool, is_told: bool) -> None:
        """A file, or a folder with all in it, that becomes nothing."""
        self.left_out += is_file
        self.unread += not is_file
        if is_told:
            self.rows.add(Level.REJECTED if is_error else Level.NOTE, reason, item=place)

    def warn(self, place: str, reason: str) -> None:
        """Something that a title has to do without."""
        self.warnings += 1
        self.rows.add(Level.WARNING, reason, item=place)

    def gone(self, place: str, reason: str) -> None:
        """A film file that is no longer there."""
        self.missing += 1
        self.warn(place, reason)

    def as_json(self) -> dict[str, Any]:
        """For the job's row and for scripts. Raises ``RuntimeError`` where a file is not accounted for."""
        if self.files != self.used + self.left_out:
            raise RuntimeError(f"of {self.files} files {self.used + self.left_out} are accounted for")
        found: dict[str, Any] = {"dry_run": self.dry_run, "files": self.files, "used": self.used}
        for outcome in OUTCOMES:
            kinds = {kind: count for (what, kind), count in sorted(self.outcomes.items()) if what == outcome}
            found[outcome] = {"total": sum(kinds.values()), **kinds}
        rest = {"left_out": self.left_out, "unread": self.unread, "missing": self.missing, "warnings": self.warnings}
        return found | rest
