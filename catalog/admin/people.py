"""People and genres for administrators."""

from functools import partial

from django.contrib import admin
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest

from catalog.admin.forms import SlugMadeForm
from catalog.admin.rows import NameAdmin
from catalog.models import Genre, Person
from catalog.services import pictures_remove


@admin.register(Genre)
class GenreAdmin(NameAdmin[Genre]):
    """Kinds of stories."""

    form = SlugMadeForm
    ordering = ("name",)
    fields = ("name", "slug")
    search_fields = ("name",)


@admin.register(Person)
class PersonAdmin(NameAdmin[Person]):
    """People in the credits."""

    form = SlugMadeForm
    fields = ("name", "photo", "biography", "slug")
    search_fields = ("name",)

    def save_model(self, request: HttpRequest, obj: Person, form: ModelForm[Person], change: bool) -> None:
        """A photograph that was replaced is removed once that is committed."""
        before = Person.objects.filter(pk=obj.pk).values_list("photo", flat=True).first()
        super().save_model(request, obj, form, change)
        transaction.on_commit(partial(pictures_remove, [before or ""]))
