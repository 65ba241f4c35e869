"""CSV of films and shows in the list of titles: out, and in after a preview."""

from typing import Any, ClassVar

from django.http import HttpRequest
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV
from import_export.forms import ExportForm
from import_export.tmp_storages import CacheStorage

from catalog.tables import TitleResource


class TablesAdmin(ImportExportMixin):
    """Adds *Import* and *Export* to the admin of titles; who may add and change titles may import."""

    resource_classes: ClassVar = [TitleResource]
    export_form_class = ExportForm
    tmp_storage_class = CacheStorage
    formats: ClassVar = [CSV]

    def get_urls(self) -> list[Any]:
        """With its pages named as this admin's, so that they take uploads."""
        found: list[Any] = super().get_urls()
        for one in found:
            if str(one.name).endswith(("_import", "_export")):
                one.callback.model_admin = self
        return found

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Imports add and change titles."""
        return request.user.has_perms(("catalog.add_title", "catalog.change_title"))

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Who may see titles may take the table along."""
        return request.user.has_perm("catalog.view_title") or request.user.has_perm("catalog.change_title")

    def get_export_queryset(self, request: HttpRequest) -> Any:
        """The films and shows of the list as it is filtered."""
        return super().get_export_queryset(request).filter(season__isnull=True, parent__isnull=True)
