"""Collections for administrators."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.forms import SlugMadeForm
from catalog.admin.rows import LongListAdmin
from catalog.models import Collection, CollectionItem
from catalog.services import pictures_remove
from catalog.services.collections import collection_renumber, collection_save
from trendflix.core.admin.chosen import ChosenRows


class ItemInline(ChosenRows[CollectionItem, Collection]):
    """The titles of a collection in their order; a new one is put last."""

    model = CollectionItem
    extra = 1
    fields = ("position", "title")
    autocomplete_fields = ("title",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CollectionItem]:
        """With the collection, which every row names too."""
        return super().get_queryset(request).select_related("collection")


@admin.register(Collection)
class CollectionAdmin(LongListAdmin[Collection]):
    """Titles that belong together: rows of the home page, and pages of their own."""

    form = SlugMadeForm
    list_display = ("name", "published", "size", "created")
    list_filter = ("published",)
    search_fields = ("name",)
    fields = ("name", "description", "backdrop", "published", "slug")
    inlines = (ItemInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Collection]:
        """With the number of titles."""
        return super().get_queryset(request).annotate(titles_count=Count("items"))

    @admin.display(description=_("titles"), ordering="titles_count")
    def size(self, collection: Collection) -> int:
        """How many titles it holds."""
        return getattr(collection, "titles_count", 0)

    def save_model(self, request: HttpRequest, obj: Collection, form: ModelForm[Collection], change: bool) -> None:
        """Write it; a backdrop that was replaced is removed once that is committed."""
        before = Collection.objects.filter(pk=obj.pk).values_list("backdrop", flat=True).first()
        collection_save(obj)
        transaction.on_commit(partial(pictures_remove, [before or ""]))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Write the items and number them by their order."""
        super().save_formset(request, form, formset, change)
        collection_renumber(form.instance)
