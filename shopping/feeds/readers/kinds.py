"""What a file is that is no feed, in words for a person."""

import re
from pathlib import Path

from shopping.feeds.readers.charsets import head_text

MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls): save it as CSV UTF-8"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a rich text document (.rtf)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
EMPTY = "an empty file"
OFFICE = (
    ("xl/workbook.xml", "an Excel workbook (.xlsx): save it as CSV UTF-8"),
    ("xl/workbook.bin", "an Excel workbook (.xlsb): save it as CSV UTF-8"),
    ("word/document.xml", "a Word document"),
)
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods): save it as CSV",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
}
PAGE = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.IGNORECASE)
SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")
ERROR = re.compile(r"<(?:\w+:)?(Error|Fault|Envelope)\b")
MAX_HEAD = 2000


def magic_of(path: Path) -> str:
    """What a file's first bytes say that it is; ``""`` where they say nothing."""
    with path.open("rb") as file:
        head = file.read(32)
    return next((name for magic, name in MAGIC if head.startswith(magic)), "")


def looks_like(path: Path) -> str:
    """What a file that is no feed looks like: "an HTML page"; ``""`` where nobody can tell."""
    if name := magic_of(path):
        return name
    head = head_text(path, MAX_HEAD)
    if PAGE.search(head):
        return "an HTML page (a login or an error page in place of the feed?)"
    if SITEMAP.search(head):
        return "a sitemap, which names pages and no products"
    if ERROR.search(head):
        return "an error message of a server in XML"
    return _text_kind(head)


def _text_kind(head: str) -> str:
    if not head:
        return EMPTY
    if head.startswith("version https://git-lfs"):
        return "a Git LFS pointer in place of the file"
    if re.match(r"https?://\S+\s*$", head):
        return "an address in place of the feed"
    strange = sum(not (char.isprintable() or char in "\r\n\t") for char in head)
    return "a binary file" if strange > len(head) / 10 else ""
