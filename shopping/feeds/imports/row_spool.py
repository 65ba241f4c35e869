"""A feed file read once to its end, its usable rows in a temporary file: the whole is known before any is used."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_noop

from shopping.feeds import Entry, FeedRow, NotForSale, Reject, row_of
from shopping.feeds.imports.report import Report
from shopping.feeds.imports.row_keys import KeptRows
from trendflix.core.errors import UserError
from trendflix.jobs.progress import Progress


class Taken(NamedTuple):
    """A usable row; ``row`` is ``None`` where the product ``pk`` is as it says, and it was not read any further."""

    line: int
    product_id: str
    key: str
    pk: int = 0
    row: FeedRow | None = None


@dataclass(slots=True)
class Rows:
    """The usable rows of a feed, ``size`` of them a batch; ``ids`` are those of their products, with their lines.

    ``fault`` is why the file could not be read to its end, ``cut`` where its end is in the middle of a row.
    """

    spool: IO[bytes]
    size: int
    ids: dict[str, int] = field(default_factory=dict)
    rejected_ids: set[str] = field(default_factory=set)
    fault: str = ""
    cut: str = ""
    _batch: list[tuple[object, ...]] = field(default_factory=list)

    def add(self, taken: Taken) -> None:
        """Keep one more row."""
        self.ids[taken.product_id] = taken.line
        self._batch.append((*taken[:4], taken.row and tuple(taken.row)))
        if len(self._batch) == self.size:
            self._write()

    def _write(self) -> None:
        pickle.dump(self._batch, self.spool, protocol=pickle.HIGHEST_PROTOCOL)
        self._batch = []

    def batches(self) -> Iterator[list[Taken]]:
        """The rows in the file's order."""
        if self._batch:
            self._write()
        self.spool.seek(0)
        left = len(self.ids)
        while left:
            batch = pickle.load(self.spool)  # noqa: S301 - written by ``_write``
            left -= len(batch)
            yield [
                Taken(line, product_id, key, pk, FeedRow._make(read) if read else None)
                for line, product_id, key, pk, read in batch
            ]


def rows_spool() -> IO[bytes]:
    """Where rows wait: a file without a name, which goes with the process."""
    return tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)


def rows_read(entries: Iterable[Entry], rows: Rows, report: Report, progress: Progress, kept: KeptRows) -> Rows:
    """Check every entry; what cannot be used goes into the report. Of two rows of one id the first counts.

    An entry of which all is as it was when its product was written is not read anew.
    """
    chunk: list[Entry] = []
    try:
        for entry in entries:
            chunk.append(entry)
            if len(chunk) == rows.size:
                progress(gettext_noop("reading the feed"), 0.0)
                _take(chunk, rows, report, kept)
                chunk = []
    except UserError as error:
        rows.fault = str(error)
    _take(chunk, rows, report, kept)
    return rows


def _take(chunk: Sequence[Entry], rows: Rows, report: Report, kept: KeptRows) -> None:
    report.seen += len(chunk)
    known = kept.find(chunk)
    for entry in chunk:
        key = kept.key(entry)
        own = entry.fields.get("id", "").strip()
        try:
            is_known = own in known and known[own][0] == key
            row = None if is_known else row_of(entry)
            taken = Taken(entry.line, row.product_id if row else own, key, known[own][1] if is_known else 0, row)
            if taken.product_id in rows.ids:
                raise Reject("the id stands in the feed twice")
        except Reject as reason:
            if not isinstance(reason, NotForSale):  # a draft that was on sale is taken off; a row with a mistake is not
                rows.rejected_ids.add(own)
            report.reject(entry.line, own, str(reason))
            continue
        if row is not None and row.warnings:  # they are to be told of each time
            taken = taken._replace(key=kept.marked(key))
            for warning in row.warnings:
                report.warn(row.line, row.product_id, warning)
        rows.add(taken)
