"""The home page's rows for administrators: order, pin, hide, name."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from catalog.models import HomeRow
from catalog.rows.plan import rows_complete


@admin.register(HomeRow)
class HomeRowAdmin(admin.ModelAdmin[HomeRow]):
    """All rows in one list, where positions are typed; rows of one genre or collection are added."""

    list_display = ("row", "position", "pinned", "hidden")
    list_editable = ("position", "pinned", "hidden")
    list_select_related = ("genre", "collection")
    autocomplete_fields = ("genre",)
    raw_id_fields = ("collection",)
    ordering = ("-pinned", "position", "id")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With every kind of row, also those that nobody has touched yet, where this person may change them."""
        if request.method == "POST" or self.has_change_permission(request):
            rows_complete()
        return super().changelist_view(request, extra_context)

    @admin.display(description="row")
    def row(self, row: HomeRow) -> str:
        """As the page names it."""
        return str(row)
