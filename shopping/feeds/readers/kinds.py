"""What a file is that is no feed, in words for a person."""

import re
from pathlib import Path

from django.utils.translation import gettext, gettext_noop

from shopping.feeds.readers.charsets import head_text

MAGIC = (
    (b"%PDF", gettext_noop("a PDF")),
    (b"PK\x03\x04", gettext_noop("a zip archive")),
    (b"PK\x05\x06", gettext_noop("an empty zip archive")),
    (b"\x1f\x8b", gettext_noop("a gzip file")),
    (b"\xd0\xcf\x11\xe0", gettext_noop("an old Excel workbook (.xls): save it as CSV UTF-8")),
    (b"\x89PNG", gettext_noop("a PNG picture")),
    (b"\xff\xd8\xff", gettext_noop("a JPEG picture")),
    (b"GIF8", gettext_noop("a GIF picture")),
    (b"BZh", gettext_noop("a bzip2 archive")),
    (b"\xfd7zXZ", gettext_noop("an xz archive")),
    (b"7z\xbc\xaf", gettext_noop("a 7-Zip archive")),
    (b"Rar!", gettext_noop("a RAR archive")),
    (b"\x28\xb5\x2f\xfd", gettext_noop("a zstandard archive")),
    (b"SQLite format 3", gettext_noop("an SQLite database")),
    (b"PAR1", gettext_noop("a Parquet file")),
    (b"{\\rtf", gettext_noop("a rich text document (.rtf)")),
    (b"\x7fELF", gettext_noop("a program")),
    (b"MZ\x90", gettext_noop("a program")),
)
EMPTY = gettext_noop("an empty file")
OFFICE = (
    ("xl/workbook.xml", gettext_noop("an Excel workbook (.xlsx): save it as CSV UTF-8")),
    ("xl/workbook.bin", gettext_noop("an Excel workbook (.xlsb): save it as CSV UTF-8")),
    ("word/document.xml", gettext_noop("a Word document")),
)
OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.spreadsheet": gettext_noop(
        "an OpenDocument spreadsheet (.ods): save it as CSV"
    ),
    "application/vnd.oasis.opendocument.text": gettext_noop("an OpenDocument text"),
}
PAGE = re.compile(r"<!doctype\s+html|<html\b|<head\b|<body\b", re.IGNORECASE)
SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")
ERROR = re.compile(r"<(?:\w+:)?(Error|Fault|Envelope)\b")
MAX_HEAD = 2000


def magic_of(path: Path) -> str:
    """What a file's first bytes say that it is, in English; ``""`` where they say nothing."""
    with path.open("rb") as file:
        head = file.read(32)
    return next((name for magic, name in MAGIC if head.startswith(magic)), "")


def looks_like(path: Path) -> str:
    """What a file that is no feed looks like: "an HTML page"; ``""`` where nobody can tell."""
    if name := magic_of(path):
        return gettext(name)
    head = head_text(path, MAX_HEAD)
    if PAGE.search(head):
        return gettext("an HTML page (a login or an error page in place of the feed?)")
    if SITEMAP.search(head):
        return gettext("a sitemap, which names pages and no products")
    if ERROR.search(head):
        return gettext("an error message of a server in XML")
    return _text_kind(head)


def _text_kind(head: str) -> str:
    if not head:
        return gettext(EMPTY)
    if head.startswith("version https://git-lfs"):
        return gettext("a Git LFS pointer in place of the file")
    if re.match(r"https?://\S+\s*$", head):
        return gettext("an address in place of the feed")
    strange = sum(not (char.isprintable() or char in "\r\n\t") for char in head)
    return gettext("a binary file") if strange > len(head) / 10 else ""
