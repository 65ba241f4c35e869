"""The admin's list of what films need of the disk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from playback.models import DiskUse
from playback.selectors import episode_label
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly


@admin.register(DiskUse)
class DiskUseAdmin(ReadOnly, admin.ModelAdmin[DiskUse]):
    """Films by what they need, the largest first; those in the trash too, since they still need it."""

    list_display = ("title_link", "total", "source_size", "rest", "place", "trashed")
    list_display_links = None
    list_select_related = ("title__season__show", "title__parent")
    search_fields = ("title__name",)
    ordering = ("-bytes_used", "-pk")
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/playback/diskuse/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[DiskUse]:
        """Every film with its title."""
        return super().get_queryset(request).select_related("title__season__show", "title__parent")

    def has_view_permission(self, request: HttpRequest, obj: DiskUse | None = None) -> bool:
        """Who may see films may see what they need."""
        return request.user.has_perm("playback.view_video") or request.user.has_perm("playback.change_video")

    def has_delete_permission(self, request: HttpRequest, obj: DiskUse | None = None) -> bool:
        """Titles are deleted, with their films."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the sum of all."""
        sums = DiskUse.objects.aggregate(used=Sum("bytes_used"))
        more = {"used": sums["used"] or 0, "title": _("Disk use by title")}
        return super().changelist_view(request, {**(extra_context or {}), **more})

    @admin.display(description=_("title"), ordering="title__name")
    def title_link(self, film: DiskUse) -> str:
        """Its film's page; of an episode, a trailer or an edition with what it belongs to."""
        title, address = film.title, reverse("admin:playback_video_change", args=[film.pk])
        owner = title.season.show if title.season else title.parent
        words = " · ".join(filter(None, (owner.name if owner else "", episode_label(title), title.name)))
        return format_html('<a href="{}">{}</a>', address, words)

    @admin.display(description=_("on disk"), ordering="-bytes_used")
    def total(self, film: DiskUse) -> str:
        """All that lies in its folder."""
        return filesizeformat(film.bytes_used)

    @admin.display(description=_("film file"), ordering="-size")
    def source_size(self, film: DiskUse) -> str:
        """The file that was uploaded or imported."""
        return filesizeformat(film.size)

    @admin.display(description=_("made of it"))
    def rest(self, film: DiskUse) -> str:
        """Renditions, thumbnails, artwork, cut-outs."""
        kept = film.size if film.bytes_used >= film.size else 0
        return filesizeformat(film.bytes_used - kept)

    @admin.display(description=_("file lies"))
    def place(self, film: DiskUse) -> str:
        """Outside of the site's data, or in it."""
        return gettext("in place") if film.bytes_used < film.size else gettext("with the site")

    @admin.display(description=_("in the trash"))
    def trashed(self, film: DiskUse) -> str:
        """Whether its title waits to be deleted for good."""
        return gettext("yes") if film.title.trashed is not None else "–"
