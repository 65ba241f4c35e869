"""Filters of the admin's lists about garments and products."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from vision.language.categories import CATEGORIES


def one_category(field: str) -> type[admin.SimpleListFilter]:
    """A filter by the garment category in a field; Django's own reads all rows to know which there are."""

    class OneCategory(admin.SimpleListFilter):
        """All categories, in their order."""

        title = gettext_lazy("category")
        parameter_name = field

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            """Each category by its name."""
            return [(category, category) for category in CATEGORIES]

        def queryset(self, request: HttpRequest, queryset: QuerySet[Model]) -> QuerySet[Model]:
            """Rows of the category that was chosen; all where it is none."""
            return queryset.filter(**{field: self.value()}) if self.value() in CATEGORIES else queryset

    return OneCategory
