"""Tables as CSV files (RFC 4180) that spreadsheets open without running anything."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV Injection)."""

MARK = "\ufeff"
"""The byte order mark, by which spreadsheets know UTF-8."""


def safe_cell(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula: an apostrophe before it where it begins like one."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def plain_cell(value: Any) -> Any:
    """What ``safe_cell`` was given: without the apostrophe."""
    is_safe = isinstance(value, str) and value.startswith("'") and value[1:].startswith(FORMULA_STARTS)
    return value[1:] if is_safe else value


def csv_response(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of rows, the first being the headings; UTF-8 with a byte order mark, as spreadsheets expect."""
    text = StringIO()
    csv.writer(text).writerows([safe_cell(value) for value in row] for row in rows)
    response = HttpResponse(MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
