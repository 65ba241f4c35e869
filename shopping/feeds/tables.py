"""Feeds that are tables: Google's tab- or comma-separated text, and the rows below Shopify's."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from shopping.feeds.entries import REPEATED, Entry, Fields, Shop, broken, text_lines

LONGEST_LINE = 1_000_000


def table_rows(path: Path, separator: str) -> Iterator[tuple[int, Fields]]:
    """(line, cells by header) of each row that is not empty; header names in lower case."""
    csv.field_size_limit(LONGEST_LINE)
    rows = csv.reader(text_lines(path), delimiter=separator)
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        before = rows.line_num
        for row in rows:
            if any(cell.strip() for cell in row):
                yield before + 1, {name: cell.strip() for name, cell in zip(header, row, strict=False)}
            before = rows.line_num
    except csv.Error as error:
        raise broken(path, rows.line_num, f"not readable as a table ({error})") from error


def read(path: Path, shop: Shop, *, separator: str) -> Iterator[Entry]:
    """Rows of a Google table; ``g:id`` and ``image link`` are read as ``id`` and ``image_link``."""
    for line, cells in table_rows(path, separator):
        fields = {name.removeprefix("g:").replace(" ", "_"): value for name, value in cells.items()}
        for name in REPEATED & fields.keys():
            fields[name] = "\n".join(part.strip() for part in fields[name].split(",") if part.strip())
        yield Entry(line, fields)


read_tsv = partial(read, separator="\t")
read_csv = partial(read, separator=",")
