"""The addresses of uploads within the admin; the rows themselves have no forms."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from playback.uploads import pages, tus
from playback.uploads.models import FilmUpload
from playback.uploads.permissions import may_add
from playback.uploads.selectors import address_of


@admin.register(FilmUpload)
class FilmUploadAdmin(admin.ModelAdmin[FilmUpload]):
    """Its list is the page on which films are uploaded."""

    def get_urls(self) -> list[URLPattern]:
        """The page, what it asks for, and the addresses of tus. They answer 403 rather than with the sign-in page."""
        films = [
            path("", self.admin_site.admin_view(self.changelist_view), name="uploads_filmupload_changelist"),
            path("state/", pages.state, name="uploads_state"),
            path("begin/", pages.begin, name="uploads_begin"),
            path("clear/", pages.clear, name="uploads_clear"),
            path("<int:pk>/describe/", pages.describe, name="uploads_describe"),
        ]
        acts = [
            path(f"<int:pk>/{name}/", pages.act, {"action": name}, name=f"uploads_{name}") for name in pages.ACTIONS
        ]
        files = [
            path("tus/", self.tus_view, name="uploads_tus"),
            path("tus/<uuid:pk>/", self.tus_file_view, name="uploads_tus_file"),
        ]
        return [*films, *acts, *files]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The page of uploads."""
        return pages.upload_page(request, self.admin_site, self.opts)

    def tus_view(self, request: HttpRequest) -> HttpResponse:
        """Begin an upload."""
        return tus.uploads(request, address_of)

    def tus_file_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """One upload."""
        return tus.upload(request, pk)

    def has_view_permission(self, request: HttpRequest, obj: FilmUpload | None = None) -> bool:
        """Those who may add films."""
        return may_add(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The same."""
        return may_add(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows come from the page."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: FilmUpload | None = None) -> bool:
        """As above."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: FilmUpload | None = None) -> bool:
        """As above."""
        return False
