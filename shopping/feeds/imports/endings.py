"""Whether a feed's file ends in the middle of its last row, as a download that was cut short does."""

import json
from pathlib import Path

from django.utils.translation import gettext

from shopping.feeds.readers.charsets import text_lines
from shopping.feeds.readers.formats import TABLES, detect
from shopping.feeds.readers.tables import header_of, records


def cut_short(path: Path, form: str) -> str:
    """What is missing at the end of a table or of JSON lines; ``""`` where the end is as it should be.

    XML and JSON cannot end early without being broken, which their readers say. What ends with a line's end ends with
    a whole row, as far as can be told.
    """
    if _ends_with_newline(path):
        return ""
    chosen = detect(path) if form == "auto" else form
    if chosen in TABLES or chosen == "shopify-csv":
        return _last_record_lacks(path)
    return _last_line_lacks(path) if chosen == "jsonl" else ""


def _ends_with_newline(path: Path) -> bool:
    """Whether the last character is one, in UTF-16 too."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 4, 0))
        return b"\n" in file.read().rstrip(b" \t")[-2:]


def _last_record_lacks(path: Path) -> str:
    """Cells that the last row has fewer than every other: some exports leave out empty cells at the end of any row."""
    header = header_of(path)
    fewest, last = len(header.names), None
    for record in records(path, header):
        if last is not None:
            fewest = min(fewest, len(last.cells))
        last = record
    if last is None or len(last.cells) >= fewest:
        return ""
    return gettext("line %(line)s: the file ends in the middle of a row") % {"line": last.line}


def _last_line_lacks(path: Path) -> str:
    at, last = 0, ""
    for number, line in enumerate(text_lines(path), start=1):
        if line.strip():
            at, last = number, line.strip()
    try:
        json.loads(last.rstrip(",]"))
    except (ValueError, RecursionError):
        return gettext("line %(line)s: the file ends in the middle of a row") % {"line": at}
    return ""
