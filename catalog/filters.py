"""Filters of the admin's lists by a title that do not offer all titles: a library has tens of thousands."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from catalog.models import Title

MAX_DIGITS = 18


class OneTitle(admin.SimpleListFilter):
    """Rows of the title that the address names (``?of_title=5``), shown so that it can be taken back."""

    title = "title"
    path = "title"
    parameter_name = "of_title"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The title that was chosen, if any."""
        chosen = _key(request.GET.get(self.parameter_name))
        titles = [] if chosen is None else Title.objects.filter(pk=chosen)
        return [(str(title.pk), title.name) for title in titles]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the chosen title."""
        chosen = _key(self.value())
        return queryset if chosen is None else queryset.filter(**{self.path: chosen})


def one_title(path: str) -> type[OneTitle]:
    """The filter of rows whose title lies at ``path``."""
    return type("OneTitleAt", (OneTitle,), {"path": path})


def _key(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS else None
