"""A feed file read once to its end, its usable rows in a temporary file: the whole is known before any is used."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_noop

from shopping.feeds import Entry, FeedRow, NotForSale, Reject, row_of
from shopping.feeds.imports.report import Report
from trendflix.core.errors import UserError
from trendflix.jobs.progress import Progress

REPORT_EVERY = 500


@dataclass(slots=True)
class Rows:
    """The usable rows of a feed.

    ``fault`` is why the file could not be read to its end, ``cut`` where its end is in the middle of a row.
    """

    spool: IO[bytes]
    ids: set[str] = field(default_factory=set)
    rejected_ids: set[str] = field(default_factory=set)
    fault: str = ""
    cut: str = ""

    def batches(self, size: int) -> Iterator[list[FeedRow]]:
        """The rows in the file's order, at most ``size`` at a time."""
        self.spool.seek(0)
        left = len(self.ids)
        while left:
            batch = [pickle.load(self.spool) for _ in range(min(size, left))]  # noqa: S301 - written by ``rows_read``
            left -= len(batch)
            yield batch


def rows_spool() -> IO[bytes]:
    """Where rows wait: a file without a name, which goes with the process."""
    return tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)


def rows_read(entries: Iterable[Entry], spool: IO[bytes], report: Report, progress: Progress) -> Rows:
    """Check every entry; what cannot be used goes into the report. Of two rows of one id the first counts."""
    rows = Rows(spool)
    try:
        for entry in entries:
            report.seen += 1
            if report.seen % REPORT_EVERY == 0:
                progress(gettext_noop("reading the feed"), 0.0)
            _take(entry, rows, report)
    except UserError as error:
        rows.fault = str(error)
    return rows


def _take(entry: Entry, rows: Rows, report: Report) -> None:
    own = entry.fields.get("id", "").strip()
    try:
        row = row_of(entry)
        if row.product_id in rows.ids:
            raise Reject("the id stands in the feed twice")
    except Reject as reason:
        if not isinstance(reason, NotForSale):  # a draft that was on sale is taken off; a row with a mistake is not
            rows.rejected_ids.add(own)
        report.reject(entry.line, own, str(reason))
        return
    rows.ids.add(row.product_id)
    pickle.dump(row, rows.spool, protocol=pickle.HIGHEST_PROTOCOL)
    for warning in row.warnings:
        report.warn(row.line, row.product_id, warning)
