"""Feeds that are tables: text in which tabs, commas, semicolons or bars part the cells."""

import csv
import io
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from shopping.feeds.readers.charsets import TOO_LONG, is_cut, text_lines
from shopping.feeds.readers.columns import apply, field_of, guess, missing, plain_name
from shopping.feeds.readers.entries import REPEATED, Entry, Fields, Shop

SEPARATORS = "\t;|,"
MAX_RECORD_LINES = 2000
"""Lines that one quoted cell may go over; beyond, its quote is taken for a stray one."""
MAX_RECORD = 1_000_000
MAX_PREAMBLE = 20
"""Lines before the header among which it is looked for."""
RAKUTEN = (
    "Product ID", "Product Name", "SKU Number", "Primary Category", "Secondary Category", "Product URL",
    "Product Image URL", "Buy URL", "Short Description", "Long Description", "Discount", "Discount Type", "Sale Price",
    "Retail Price", "Begin Date", "End Date", "Brand", "Shipping", "Keywords", "Manufacturer Part", "Manufacturer Name",
    "Shipping Information", "Availability", "UPC", "Class ID", "Currency", "M1", "Pixel", "Product Type", "Size",
    "Material", "Color", "Gender", "Style", "Age Group",
)  # fmt: skip
"""The columns of Rakuten's (LinkShare's) merchandiser files, which begin with ``HDR`` in place of a header."""
SPARE = 20
csv.field_size_limit(MAX_RECORD)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one row and the line it begins on, or why it cannot be read."""

    line: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """A table's columns as they are named, the line they are named on, and what parts them."""

    names: list[str]
    line: int
    separator: str


class Lines:
    """Numbered lines of a file, some of which can be given back."""

    def __init__(self, path: Path) -> None:
        self._source = enumerate(text_lines(path), start=1)
        self._again: deque[tuple[int, str]] = deque()

    def take(self) -> tuple[int, str] | None:
        """The next line and its number, or ``None`` at the end."""
        return self._again.popleft() if self._again else next(self._source, None)

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        """Read these again, next."""
        self._again.extendleft(reversed(lines))


def header_of(path: Path, columns: Collection[str] = ()) -> Header:
    """The header of a table: the line of the first ones whose cells name most of our fields, or of ``columns``.

    So comments (``# Required | …``), ``sep=;`` and titles before it are passed over. The first that names all that a
    product needs is the header: what is below it are rows, also where another header follows, as in joined files.
    """
    best, most = Header([], 1, ","), -1.0
    for number, line in _first_lines(path):
        if line.startswith("HDR|"):
            return Header([*RAKUTEN, *[""] * SPARE], number, "|")
        for separator in SEPARATORS:
            names = [name.strip().strip("\ufeff") for name in cells_of(line, separator) or []]
            known = {field_of(name)[0] for name in names} - {""} | set(columns) & set(names)
            score = len(known) + (len(names) > 1) / 2
            if score > most:
                best, most = Header(names, number, separator), score
        if not missing(guess(best.names)):
            break
    return best


def _first_lines(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in zip(range(1, MAX_PREAMBLE + 1), text_lines(path), strict=False):
        if line.strip():
            yield number, line


def cells_of(text: str, separator: str) -> list[str] | None:
    """The cells of a complete record; ``None`` where a quote is left open, or closed in the middle of a cell."""
    try:
        return next(csv.reader(io.StringIO(text), delimiter=separator, strict=True, skipinitialspace=True), [])
    except csv.Error:
        return None


def records(path: Path, header: Header) -> Iterator[Record]:
    """Every row below the header. A quote that is never closed costs its own line and no other."""
    lines = Lines(path)
    while (taken := lines.take()) is not None:
        number, text = taken
        if number <= header.line or not text.strip(header.separator + " \t\n") or text.startswith("TRL|"):
            continue
        yield _record(number, text, lines, header)


def _record(number: int, text: str, lines: Lines, header: Header) -> Record:
    if is_cut(text):
        return Record(number, [], TOO_LONG)
    cells = cells_of(text, header.separator)
    if cells is None and '"' in text:
        cells = _continued(number, text, lines, header)
        if cells is None:
            cells = _with_bare_quotes(text, header)
            if cells is None:
                return Record(number, [], "a quote is not closed, or stands inside a cell")
    cells = cells or []
    surplus = cells[len(header.names) :]
    if any(cell.strip() for cell in surplus):
        reason = f"{len(cells)} cells for {len(header.names)} columns: a separator or a quote in a cell is not escaped"
        return Record(number, cells, reason)
    return Record(number, cells)


def _continued(number: int, text: str, lines: Lines, header: Header) -> list[str] | None:
    """The cells of a record that goes on over the next lines; ``None``, and the lines given back, where it does not."""
    taken: list[tuple[int, str]] = []
    parts, length = [text], len(text)
    while len(taken) < MAX_RECORD_LINES and length < MAX_RECORD and (more := lines.take()) is not None:
        taken.append(more)
        parts.append(more[1])
        length += len(more[1])
        if more[1].count('"') % 2:
            cells = cells_of("".join(parts), header.separator)
            is_whole = cells is not None and len(cells) == len(header.names)
            if cells is not None and not _swallows(taken[:-1] if is_whole else taken, header):
                return cells
            if cells is not None or not _is_open("".join(parts), header.separator):
                break
    lines.give_back(taken)
    return None


def _is_open(text: str, separator: str) -> bool:
    """Whether a quote is still open at the end of the text, and not merely misplaced."""
    try:
        next(csv.reader(io.StringIO(text), delimiter=separator, strict=True, skipinitialspace=True), [])
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _swallows(lines: list[tuple[int, str]], header: Header) -> bool:
    """Whether lines that a quoted cell goes over are rows of their own."""
    wanted = len(header.names)
    return wanted > 3 and any(len(cells_of(text, header.separator) or []) == wanted for _, text in lines)


def _with_bare_quotes(text: str, header: Header) -> list[str] | None:
    """The cells of a line with quotes that mean themselves (27" screen), where their number is right."""
    cells = next(csv.reader([text], delimiter=header.separator, quoting=csv.QUOTE_NONE), [])
    is_quoted = any(cell.startswith('"') and not cell.endswith('"') and '"' not in cell[1:] for cell in cells)
    if len(cells) != len(header.names) or is_quoted:
        return None
    return [cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]


def table_rows(path: Path, header: Header) -> Iterator[tuple[Record, Fields]]:
    """(record, cells by the header's names) of each row; of columns of one name the first that is not empty counts."""
    for record in records(path, header):
        cells: Fields = {}
        for name, cell in zip(header.names, record.cells, strict=False):
            value = cell.strip()
            if not name:
                continue
            if name in cells and value and plain_name(name) in REPEATED:
                cells[name] = f"{cells[name]}\n{value}".strip()
            else:
                cells[name] = cells.get(name) or value
        yield record, cells


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """Rows of a table whose columns are the shop's mapping, or are guessed."""
    header = header_of(path, shop.columns)
    mapping = dict(shop.columns) or guess(header.names)
    for record, cells in table_rows(path, header):
        fields = apply(mapping, cells)
        yield Entry(record.line, fields, record.fault)
