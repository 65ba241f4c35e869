"""The feed formats by their stable names, and which one a file is in."""

from collections.abc import Callable, Iterator
from pathlib import Path

from shopping.feeds import google_xml, jsonl, shopify, tables
from shopping.feeds.entries import Entry, Shop
from trendflix.errors import UserError

Reader = Callable[[Path, Shop], Iterator[Entry]]
READERS: dict[str, Reader] = {
    "google-xml": google_xml.read,
    "google-tsv": tables.read_tsv,
    "google-csv": tables.read_csv,
    "shopify-csv": shopify.read,
    "jsonl": jsonl.read,
}
FORMATS = ("auto", *READERS)
HEAD = 1 << 16


def read_feed(path: Path, form: str = "auto", shop: Shop | None = None) -> Iterator[Entry]:
    """Entries of a feed, each with its line. Raises ``UserError`` for a file that is broken, and names the line."""
    if form not in FORMATS:
        raise UserError(f"{form!r} is no feed format; use one of {', '.join(FORMATS)}.")
    chosen = form if form != "auto" else detect(path)
    return READERS[chosen](path, shop or Shop())


def detect(path: Path) -> str:
    """The format of a file, by what it begins with."""
    with path.open("rb") as file:
        head = file.read(HEAD).lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head:
        raise UserError(f"{path.name}: the feed is empty.")
    if head.startswith(b"<") or head.startswith((b"\xff\xfe<", b"\xfe\xff\0<")):
        return "google-xml"
    if head.startswith(b"{"):
        return "jsonl"
    return _table(path.name, head.splitlines()[0].decode("utf-8", "replace").lower())


def _table(name: str, header: str) -> str:
    separator = "\t" if "\t" in header else ","
    columns = {cell.strip().strip('"').removeprefix("g:") for cell in header.split(separator)}
    if "title" in columns and columns & {"handle", "url handle"} and separator == ",":
        return "shopify-csv"
    if not {"id", "title"} <= columns:
        raise UserError(f"{name}: line 1: neither XML nor JSON lines nor a table with the columns id and title.")
    return "google-tsv" if separator == "\t" else "google-csv"
