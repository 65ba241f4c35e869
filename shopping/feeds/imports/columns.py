"""What the columns of a feed's table mean: guessed once, confirmed by a person, kept with the feed."""

from itertools import islice
from pathlib import Path

from shopping.feeds.readers.columns import guess, missing
from shopping.feeds.readers.formats import detect
from shopping.feeds.readers.tables import header_of, table_rows
from shopping.models import Feed

ASKED = "affiliate-csv"
"""The format of tables whose columns have other names than Google's."""
SAMPLE_ROWS = 5
MAX_CELL = 300


def columns_to_confirm(feed: Feed, path: Path) -> tuple[dict[str, str], list[list[str]]] | None:
    """(Guessed mapping, the header and the first rows) of a table that a person should look at first.

    ``None`` for other formats, and where a mapping was confirmed that fits this table.
    """
    kept = feed.columns if feed.columns_confirmed else {}
    if feed.format not in ("auto", ASKED) or (feed.format == "auto" and detect(path) != ASKED):
        return None
    header = header_of(path, list(kept))
    if kept and not missing({name: field for name, field in kept.items() if name in header.names}):
        return None
    rows = islice(table_rows(path, header), SAMPLE_ROWS)
    cells = [[found.get(name, "")[:MAX_CELL] for name in header.names] for _, found in rows]
    return guess(header.names), [header.names, *cells]
