"""What became of each file of imported folders, in the admin."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.models import LibraryFile
from trendflix.core.paging import CappedPaginator


@admin.register(LibraryFile)
class LibraryFileAdmin(admin.ModelAdmin[LibraryFile]):
    """What became of each film file. Deleting a row forgets the file, so that the next import takes it anew."""

    list_display = ("path", "state", "title_link", "reason", "updated")
    list_display_links = None
    list_filter = ("state", "folder")
    list_select_related = ("title", "folder")
    search_fields = ("path", "title__name")
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_queryset(self, request: HttpRequest) -> QuerySet[LibraryFile]:
        """With the titles, which every row names."""
        return super().get_queryset(request).select_related("title")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Imports add them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: LibraryFile | None = None) -> bool:
        """Imports change them."""
        return False

    @admin.display(description=_("title"), ordering="title__name")
    def title_link(self, file: LibraryFile) -> str:
        """The title that it became."""
        if file.title is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:catalog_title_change", args=[file.title_id]), file.title
        )
