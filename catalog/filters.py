"""Filters of the admin's lists that do not offer all rows of a table: a library has tens of thousands."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model, QuerySet
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
        chosen = key_of(request.GET.get(self.parameter_name))
        titles = [] if chosen is None else Title.objects.filter(pk=chosen)
        return [(str(title.pk), title.name) for title in titles]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the chosen title."""
        chosen = key_of(self.value())
        return queryset if chosen is None else queryset.filter(**{self.path: chosen})


def one_title(path: str) -> type[OneTitle]:
    """The filter of rows whose title lies at ``path``."""
    return type("OneTitleAt", (OneTitle,), {"path": path})


class Chosen(admin.SimpleListFilter):
    """Rows of one row of another table, which is typed and completed. ``field`` is the relation whose rows are offered
    (``AutocompleteSelect`` asks for their list), ``path`` leads to it from the list's rows.
    """

    template = "admin/chosen_filter.html"
    field: ClassVar[Any]
    path: ClassVar[str]

    def __init__(self, request: HttpRequest, params: Any, model: type[Model], model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.asked = request.GET

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """One, since a filter without any is not shown; the field offers the rest."""
        return [("", "")]

    def has_output(self) -> bool:
        """Always: there is a field to type in."""
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the chosen row."""
        chosen = key_of(self.value())
        return queryset if chosen is None else queryset.filter(**{self.path: chosen})

    def form(self) -> forms.Form:
        """The field, with what was chosen."""
        offered = type(self).field.related_model._default_manager.all()
        widget = AutocompleteSelect(type(self).field, admin.site, attrs={"data-width": "100%"})
        name = str(self.parameter_name)
        form = forms.Form(initial={name: key_of(self.value())}, auto_id="filter_%s")
        form.fields[name] = forms.ModelChoiceField(offered, required=False, widget=widget, label=self.title)
        return form

    def others(self) -> list[tuple[str, str]]:
        """The list's other parameters, to be kept when the field is sent."""
        mine = (self.parameter_name, "p")
        return [(name, value) for name, values in self.asked.lists() if name not in mine for value in map(str, values)]


def key_of(text: str | None) -> int | None:
    """The key that an address or a button names; ``None`` where it names none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS else None
