"""What the library's admin pages share."""

from typing import ClassVar, TypeVar

from django.contrib import admin
from django.db.models import ImageField, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from catalog.admin.pictures import PictureInput
from catalog.models import Genre, Person
from catalog.services import name_save, names_delete
from trendflix.core.admin_deleting import LockedDelete
from trendflix.core.paging import CappedPaginator

Row = TypeVar("Row", bound=Model)
Named = TypeVar("Named", Genre, Person)


class LongListAdmin(LockedDelete, admin.ModelAdmin[Row]):
    """A list of many rows, newest first, counted to a limit."""

    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    formfield_overrides: ClassVar = {ImageField: {"widget": PictureInput}}
    show_facets = admin.ShowFacets.NEVER  # counts of every filter read the whole table


class NameAdmin(LongListAdmin[Named]):
    """Rows by whose names titles are found."""

    def save_model(self, request: HttpRequest, obj: Named, form: ModelForm[Named], change: bool) -> None:
        """Write it, and what its titles are found by."""
        name_save(obj)

    def delete_model(self, request: HttpRequest, obj: Named) -> None:
        """Delete it, and let its titles be found without it."""
        names_delete(self.model._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Named]) -> None:
        """Delete the chosen ones, and let their titles be found without them."""
        names_delete(queryset)
