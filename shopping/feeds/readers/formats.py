"""The feed formats by their stable names, and which one a file is in."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext

from shopping.feeds.readers import columns, google_xml, jsonl, shopify, tables
from shopping.feeds.readers.archives import is_archive, unpack
from shopping.feeds.readers.charsets import HEAD, head_text
from shopping.feeds.readers.entries import Entry, Shop
from shopping.feeds.readers.json_stream import LISTS
from shopping.feeds.readers.kinds import EMPTY, looks_like
from shopping.feeds.readers.shopify_headers import is_shopify
from shopping.feeds.values.currencies import OF_COUNTRIES
from shopping.feeds.values.money import Habits, habits_of
from trendflix.core.errors import UserError
from trendflix.core.folders import work_folder

Reader = Callable[[Path, Shop], Iterator[Entry]]
READERS: dict[str, Reader] = {
    "google-xml": google_xml.read,
    "google-tsv": tables.read,
    "google-csv": tables.read,
    "affiliate-csv": tables.read,
    "shopify-csv": shopify.read,
    "jsonl": jsonl.read,
    "json": jsonl.read_array,
}
FORMATS = ("auto", *READERS)
TABLES = {"google-tsv", "google-csv", "affiliate-csv"}
BARE = {"shopify-csv", "jsonl", "json"}
"""Formats whose prices mostly name no currency."""
MAX_SAMPLE = 2000
"""Rows of which the prices are looked at before the first is read, for how the feed writes them."""
MAX_BEFORE = 2000
"""Characters before an XML feed that a program may have printed."""
HOST_END = re.compile(r"(?:https?:)?//[^/?#:]*\.([a-z]{2,24})(?:[:/?#]|$)")
XML = re.compile(r"^<(?:\?xml|rss|feed)\b", re.MULTILINE)
WHOLE_LINE = re.compile(r"\{.*\}\s*,?\s*$")


def read_feed(path: Path, form: str = "auto", shop: Shop | None = None) -> Iterator[Entry]:
    """Entries of a feed, each with its line. Raises ``UserError`` for a file that is broken, and names the line.

    An archive is unpacked for the time of reading; whoever needs the pictures in it calls ``unpack`` before.
    """
    if form not in FORMATS:
        raise UserError(
            gettext("%(form)r is no feed format; use one of %(choices)s.")
            % {"form": form, "choices": ", ".join(FORMATS)}
        )
    return _read_unpacked(path, form, shop or Shop()) if is_archive(path) else _read(path, form, shop or Shop())


def _read_unpacked(path: Path, form: str, shop: Shop) -> Iterator[Entry]:
    with work_folder("feed-") as folder:
        yield from _read(unpack(path, Path(folder)), form, shop)


def _read(path: Path, form: str, shop: Shop) -> Iterator[Entry]:
    chosen = form if form != "auto" else detect(path, shop)
    if chosen in BARE and not shop.currency:
        shop = replace(shop, currency=shop.default_currency)
    _check(path, chosen, shop)
    reader = READERS[chosen]
    habits = _habits(reader(path, shop), shop)
    for entry in reader(path, shop):
        entry.habits, entry.shop = habits, shop
        yield entry


def _habits(entries: Iterator[Entry], shop: Shop) -> Habits:
    """How the feed writes prices, from its first rows; where the file breaks off is said when the rows are read."""
    texts: list[str] = []
    ends: Counter[str] = Counter()
    with suppress(UserError):
        for entry in islice(entries, MAX_SAMPLE):
            ends[_end_of_host(entry.fields.get("link", ""))] += 1
            texts += [text for name in ("price", "sale_price") if (text := entry.fields.get(name))]
    end = shop.country.lower() or _end_of_host(shop.address) or next(iter(ends.most_common(1)), ("", 0))[0]
    return replace(habits_of(texts, shop.currency), country=OF_COUNTRIES.get(end, ""))


def _end_of_host(address: str) -> str:
    found = HOST_END.match(address.strip().lower())
    return found[1] if found else ""


def _check(path: Path, form: str, shop: Shop) -> None:
    """Refuse a file that is surely no feed, and a table without the columns that every row needs. Once, not per row."""
    if kind := looks_like(path):
        raise UserError(gettext("%(name)s: looks like %(kind)s.") % {"name": path.name, "kind": kind})
    if form not in TABLES:
        return
    header = tables.header_of(path, shop.columns)
    mapping = dict(shop.columns) or columns.guess(header.names)
    if lacking := columns.missing(mapping):
        raise UserError(
            gettext("%(name)s: line %(line)s: no column is %(choices)s.")
            % {"name": path.name, "line": header.line, "choices": ", ".join(lacking)}
        )


def columns_of(path: Path, shop: Shop | None = None) -> dict[str, str]:
    """{their column: our field, or ``""``} of a table, guessed or as the shop says; empty for other formats."""
    chosen = shop or Shop()
    if is_archive(path):
        with work_folder("feed-") as folder:
            return columns_of(unpack(path, Path(folder)), chosen)
    if looks_like(path) or detect(path, chosen) not in TABLES:
        return {}
    names = tables.header_of(path, chosen.columns).names
    mapping = dict(chosen.columns) or columns.guess(names)
    return {name: mapping.get(name, "") for name in names if name}


def detect(path: Path, shop: Shop | None = None) -> str:
    """The format of a file, by what it begins with. Raises ``UserError`` that says what it looks like instead."""
    kind = looks_like(path)
    if kind:
        if kind == gettext(EMPTY):
            raise UserError(gettext("%(name)s: the feed is empty.") % {"name": path.name})
        raise UserError(gettext("%(name)s: looks like %(kind)s.") % {"name": path.name, "kind": kind})
    head = head_text(path)
    if head.startswith("<") or XML.search(head[:MAX_BEFORE]):
        return "google-xml"
    if head.startswith("["):
        return "jsonl" if WHOLE_LINE.match(head[1:].lstrip().split("\n", 1)[0]) and "\n{" in head else "json"
    if head.startswith("{"):
        first, newline, _ = head.partition("\n")
        if not newline and len(head) >= HEAD // 2:  # one line that is longer than what was looked at
            return "json" if LISTS.search(head) else "jsonl"
        return "json" if not WHOLE_LINE.match(first) or LISTS.search(first[:200]) else "jsonl"
    return _table(path, shop or Shop())


def _table(path: Path, shop: Shop) -> str:
    header = tables.header_of(path, shop.columns)
    if is_shopify(header.names) and not shop.columns:
        return "shopify-csv"
    mapping = dict(shop.columns) or columns.guess(header.names)
    if not set(mapping.values()) & {"id", "title"} or len(mapping) < 2:
        raise UserError(
            gettext("%(name)s: line %(line)s: neither XML nor JSON nor a table with the columns id and title.")
            % {"name": path.name, "line": header.line}
        )
    if {"id", "title", "link", "price"} <= {columns.plain_name(name) for name in header.names}:
        return "google-tsv" if header.separator == "\t" else "google-csv"
    return "affiliate-csv"
