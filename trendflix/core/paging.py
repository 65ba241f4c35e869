"""Pages of long lists: counts stop at a limit, numbers in addresses that mean nothing lead to the nearest page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.http import HttpRequest

MAX_COUNT = 10_000
"""Rows that are counted, and so the last that can be reached by page numbers."""
Row = TypeVar("Row")


class CappedPaginator(Paginator[Any]):
    """Counts to ``MAX_COUNT`` and no further: counting all rows of a large table takes longer than showing a page."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, ``MAX_COUNT`` at most."""
        rows: Any = self.object_list
        return int(rows[:MAX_COUNT].count()) if hasattr(rows, "query") else len(rows[:MAX_COUNT])


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of a list that is not counted, as ``_pages.html`` shows it: there is a next one or there is none."""

    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether it is not the first."""
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        """Whether links are needed."""
        return self.has_next or self.has_previous

    @property
    def next_page_number(self) -> int:
        """Of the page behind."""
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        """Of the page before."""
        return self.number - 1


def page_number(request: HttpRequest, max_number: int) -> int:
    """``?page=`` of an address: 1 where it is missing or no number, ``max_number`` at most."""
    text = request.GET.get("page", "")
    return min(max(1, int(text)), max_number) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def page_of(read: Callable[[int, int], Sequence[Row]], number: int, size: int, last: int) -> tuple[list[Row], Slice]:
    """Rows of one page, and whether another follows, up to page ``last``; ``read(start, stop)`` gives a part."""
    start = (number - 1) * size
    rows = list(read(start, start + size + 1))
    return rows[:size], Slice(number, len(rows) > size and number < last)
