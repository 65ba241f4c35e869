"""The first rows of a feed as its file has them, kept with the feed: they show what a mapping would make of them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from shopping.feeds.readers import jsonl
from shopping.feeds.readers.columns import guess
from shopping.feeds.readers.entries import Fields, Shop
from shopping.feeds.readers.formats import READERS, TABLES, detect
from shopping.feeds.readers.tables import header_of, table_rows
from trendflix.core.errors import UserError

SAMPLE_ROWS = 20
MAX_CELL = 300
MAX_COLUMNS = 200
FAULT = "#fault"
"""The first column of samples whose columns are our own fields, and so are mapped to nothing: why a row is broken."""


def sample_of(path: Path, form: str, shop: Shop) -> list[list[str]]:
    """The header and the first ``SAMPLE_ROWS`` rows of a feed that is no archive; empty where nothing can be read."""
    try:
        chosen = form if form != "auto" else detect(path, shop)
        if chosen in TABLES:
            return table_sample(path, list(shop.columns))
        rows = list(islice(_raw(path, chosen), SAMPLE_ROWS)) if chosen in ("jsonl", "json") else []
        return _sample(rows) if rows else _sample(list(islice(_entries(path, chosen, shop), SAMPLE_ROWS)))
    except UserError:
        return []


def table_sample(path: Path, columns: list[str]) -> list[list[str]]:
    """The header and the first rows of a table."""
    header = header_of(path, columns)
    rows = islice(table_rows(path, header), SAMPLE_ROWS)
    cells = [[found.get(name, "")[:MAX_CELL] for name in header.names[:MAX_COLUMNS]] for _, found in rows]
    return [header.names[:MAX_COLUMNS], *cells]


def is_mappable(sample: list[list[str]]) -> bool:
    """Whether a sample's columns are the shop's own, which a person can map to our fields."""
    return bool(sample and sample[0]) and sample[0][0] != FAULT


def sample_columns(sample: list[list[str]], kept: Mapping[str, str]) -> dict[str, str]:
    """What the columns of a sample mean: as it was kept, or as a reader guesses it from their names."""
    if not is_mappable(sample):
        return {}
    return dict(kept) or guess(sample[0])


def _raw(path: Path, form: str) -> Iterator[Fields]:
    """Products of JSON by the file's own names; none where they have variants of their own, as Shopify's have."""
    for texts in jsonl.raw_texts(path, is_list=form == "json"):
        if texts is None:
            return
        yield texts


def _entries(path: Path, form: str, shop: Shop) -> Iterator[Fields]:
    """Products by our fields, and why each cannot be read."""
    for entry in READERS[form](path, replace(shop, columns={})):
        yield {FAULT: entry.fault} | entry.fields


def _sample(rows: list[Fields]) -> list[list[str]]:
    names = list(dict.fromkeys(name for row in rows for name in row))[:MAX_COLUMNS]
    return [names, *([row.get(name, "")[:MAX_CELL] for name in names] for row in rows)] if names else []


def sample_entries(sample: list[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """(number, cells by column) of each row of a sample; the header is the first."""
    header, *rows = sample or [[]]
    for number, row in enumerate(rows, 2):
        yield number, dict(zip(header, row, strict=False))
