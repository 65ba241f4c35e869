"""Cursor pages over lists that are ordered by one column and the primary key: each page is found by an index.

A page costs the same however far into the list it lies, and rows that are added or removed meanwhile move no others
(use-the-index-luke.com, "paging through results"). REST framework's own cursor counts rows of equal values, up to a
limit; here the key tells them apart.
"""

import base64
import json
from typing import Any

from django.core.exceptions import ValidationError as FormatError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

CURSOR, SIZE = "cursor", "page_size"
DEFAULT_SIZE, MAX_SIZE = 50, 200
NOT_OURS = _("Take the cursor from the links of another page.")


class KeysetPagination(BasePagination):
    """Pages of a query set whose ``order_by`` names at most two columns, the last of them unique."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """The rows of the page that the cursor names; the first page without one. 400 where it is none of ours."""
        self.request, order = request, _order(queryset)
        size, values, is_back = _size(request), *_decoded(request.query_params.get(CURSOR), len(order))
        directed = [(name, is_down != is_back) for name, is_down in order]
        rows = queryset.order_by(*(f"-{name}" if is_down else name for name, is_down in directed))
        found = list((_rows_after(rows, directed, values) if values else rows)[: size + 1])
        page = found[:size][::-1] if is_back else found[:size]
        has_next = is_back or len(found) > size
        has_previous = len(found) > size if is_back else bool(values)
        names = [name for name, _ in order]
        self.next_link = self._link(page[-1], names, False) if page and has_next else None
        self.previous_link = self._link(page[0], names, True) if page and has_previous else None
        return page

    def get_paginated_response(self, data: Any) -> Response:
        """``next``, ``previous`` and ``results``."""
        return Response({"next": self.next_link, "previous": self.previous_link, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The page as OpenAPI describes it."""
        link = {"type": "string", "nullable": True, "format": "uri"}
        properties = {"next": link, "previous": link, "results": schema}
        return {"type": "object", "required": ["results"], "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameters as OpenAPI describes them."""
        cursor = {"type": "string", "format": "cursor"}
        size = {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE}
        words = "Names a page; taken from the links of another."
        return [
            {"name": CURSOR, "required": False, "in": "query", "description": words, "schema": cursor},
            {"name": SIZE, "required": False, "in": "query", "description": "Rows a page.", "schema": size},
        ]

    def _link(self, row: Model, names: list[str], is_back: bool) -> str:
        values = [getattr(row, name) for name in names]
        text = json.dumps([values, is_back], default=str, ensure_ascii=False, separators=(",", ":"))
        cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        return replace_query_param(self.request.build_absolute_uri(), CURSOR, cursor)


class SearchPagination(KeysetPagination):
    """The same links over the ranked keys of a search, a short list that is paged by place."""

    def paginate_keys(self, keys: list[int], request: Request) -> list[int]:
        """The keys of the page that the cursor names."""
        self.request, size = request, _size(request)
        values, _ = _decoded(request.query_params.get(CURSOR), 1)
        start = max(0, int(values[0])) if values and isinstance(values[0], int) else 0
        self.next_link = self._place(start + size) if start + size < len(keys) else None
        self.previous_link = self._place(max(0, start - size)) if start else None
        return keys[start : start + size]

    def _place(self, start: int) -> str:
        address = self.request.build_absolute_uri()
        if not start:
            return remove_query_param(address, CURSOR)
        cursor = base64.urlsafe_b64encode(json.dumps([[start], False]).encode()).decode().rstrip("=")
        return replace_query_param(address, CURSOR, cursor)


def _order(queryset: QuerySet[Any]) -> list[tuple[str, bool]]:
    """(column, whether it descends) of a query set's order."""
    names = queryset.query.order_by or queryset.model._meta.ordering
    return [(str(name).removeprefix("-").replace("pk", "id"), str(name).startswith("-")) for name in names]


def _rows_after(rows: QuerySet[Any], order: list[tuple[str, bool]], values: list[Any]) -> QuerySet[Any]:
    try:
        return rows.filter(_after(order, values))
    except (ValueError, TypeError, FormatError) as error:
        raise ValidationError({CURSOR: [NOT_OURS]}) from error


def _after(order: list[tuple[str, bool]], values: list[Any]) -> Q:
    """What comes after a row: larger in the first column, or equal there and larger in the second."""
    (name, is_down), *rest = order
    found = Q(**{f"{name}__{'lt' if is_down else 'gt'}": values[0]})
    return found | Q(**{name: values[0]}) & _after(rest, values[1:]) if rest else found


def _decoded(cursor: str | None, count: int) -> tuple[list[Any], bool]:
    if not cursor:
        return [], False
    try:
        values, is_back = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != count or not all(map(_is_plain, values)):
            raise ValueError(cursor)
    except (ValueError, TypeError) as error:
        raise ValidationError({CURSOR: [NOT_OURS]}) from error
    return values, bool(is_back)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str) and "\0" not in value or type(value) in (int, float) and abs(value) < 2**62


def _size(request: Request) -> int:
    text = request.query_params.get(SIZE, "")
    if not text:
        return DEFAULT_SIZE
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MAX_SIZE):
        raise ValidationError({SIZE: [_("Give a number from 1 to %(most)d.") % {"most": MAX_SIZE}]})
    return int(text)
