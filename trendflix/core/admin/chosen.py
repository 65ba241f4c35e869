"""Rows of a form whose fields are typed to choose from: what is chosen in all of them is read with the rows."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
Owner = TypeVar("Owner", bound=Model)


class ChosenSelect(AutocompleteSelect):
    """Asks the database for its one option only where that is not what the row has."""

    chosen: Model | None = None

    def optgroups(self, name: str, value: Sequence[Any], attrs: Any = None) -> Any:
        """The option that is chosen, and in a field that may be empty an empty one."""
        if self.chosen is None or [str(one) for one in value] != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attrs)
        label = self.choices.field.label_from_instance(self.chosen)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*empty, self.create_option(name, self.chosen.pk, label, True, len(empty))], 0)]


class ChosenForm(ModelForm[Row]):
    """A row whose fields know what they have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)  # within the one with the links beside it
            if isinstance(widget, ChosenSelect) and self.instance.pk:
                widget.chosen = getattr(self.instance, name)


class ChosenRows(admin.TabularInline[Row, Owner]):
    """An inline whose ``autocomplete_fields`` ask no query for each row."""

    form = ChosenForm  # type: ignore[assignment]  # of the same row

    def get_queryset(self, request: HttpRequest) -> QuerySet[Row]:
        """With what the rows have chosen."""
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelChoiceField[Any]":
        """Django's own, with another widget."""
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = ChosenSelect(db_field, self.admin_site)
        found: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return found  # type: ignore[no-any-return]  # a field of the model's
