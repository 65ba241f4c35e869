"""What the columns of a feed's table mean: guessed once, confirmed by a person, kept with the feed."""

from pathlib import Path

from shopping.feeds.imports.samples import table_sample
from shopping.feeds.readers.columns import guess, missing
from shopping.feeds.readers.formats import detect
from shopping.feeds.readers.tables import header_of
from shopping.models import Feed

ASKED = "affiliate-csv"
"""The format of tables whose columns have other names than Google's."""


def columns_to_confirm(feed: Feed, path: Path) -> tuple[dict[str, str], list[list[str]]] | None:
    """(Guessed mapping, the header and the first rows) of a table that a person should look at first.

    ``None`` for other formats, and where a mapping was confirmed that fits this table.
    """
    kept = feed.columns if feed.columns_confirmed else {}
    if feed.format not in ("auto", ASKED) or (feed.format == "auto" and detect(path) != ASKED):
        return None
    names = header_of(path, list(kept)).names
    if kept and not missing({name: field for name, field in kept.items() if name in names}):
        return None
    return guess(names), table_sample(path, list(kept))
