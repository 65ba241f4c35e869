"""Deleting in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from trendflix.core.deleting import rows_delete


class LockedDelete:
    """Deletes while others write rows that refer to what goes; comes before ``ModelAdmin`` among the bases."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """One row."""
        rows_delete(type(obj)._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """The rows that an action chose."""
        rows_delete(queryset.model._default_manager.filter(pk__in=list(queryset.values_list("pk", flat=True))))
