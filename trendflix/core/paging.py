"""Pages of long lists: counts stop at a limit."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from rest_framework.pagination import PageNumberPagination

MAX_COUNT = 10_000
"""Rows that are counted, and so the last that can be reached by page numbers."""


class CappedPaginator(Paginator[Any]):
    """Counts to ``MAX_COUNT`` and no further: counting all rows of a large table takes longer than showing a page."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, ``MAX_COUNT`` at most."""
        rows: Any = self.object_list
        return int(rows.order_by()[:MAX_COUNT].count()) if hasattr(rows, "query") else len(rows[:MAX_COUNT])


class CappedPages(PageNumberPagination):
    """Pages of the API whose count stops at ``MAX_COUNT``."""

    django_paginator_class = CappedPaginator
