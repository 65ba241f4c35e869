"""The trash for administrators: what is in it, back with it, or gone for good."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog.models import Title, TrashedTitle
from catalog.services.trash import titles_restore, trash_empty, trash_listed
from trendflix.core.paging import CappedPaginator

MAX_NAMED = 50


@admin.register(TrashedTitle)
class TrashAdmin(admin.ModelAdmin[TrashedTitle]):
    """Titles that were deleted, the newest first."""

    list_display = ("name", "kind", "year", "trashed")
    list_display_links = None
    list_filter = ("kind",)
    search_fields = ("name", "slug")
    ordering = ("-trashed", "-pk")
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("restore", "delete_for_good")
    change_list_template = "admin/catalog/trashedtitle/change_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TrashedTitle]:
        """What was moved there by itself."""
        return TrashedTitle.objects.filter(pk__in=trash_listed().order_by().values("pk"))

    def get_urls(self) -> list[URLPattern]:
        """With the page that empties it."""
        own = path("empty/", self.admin_site.admin_view(self.empty_view), name="catalog_trashedtitle_empty")
        return [own, *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> Any:
        """Django's own deletion is not offered: ours says what goes, and asks first."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With how long things stay."""
        more = {"trash_days": settings.TRASH_DAYS, "may_empty": self.has_delete_permission(request)}
        return super().changelist_view(request, {**(extra_context or {}), **more, "title": _("Trash")})

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Titles come here by being deleted."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: TrashedTitle | None = None) -> bool:
        """Who may change titles may restore them; rows are not edited."""
        return obj is None and request.user.has_perm("catalog.change_title")

    def has_delete_permission(self, request: HttpRequest, obj: TrashedTitle | None = None) -> bool:
        """Who may delete titles may empty the trash."""
        return request.user.has_perm("catalog.delete_title")

    def has_view_permission(self, request: HttpRequest, obj: TrashedTitle | None = None) -> bool:
        """Who may see titles may see those in the trash."""
        return request.user.has_perm("catalog.view_title") or self.has_change_permission(request)

    @admin.action(description=_("Restore"), permissions=["change"])
    def restore(self, request: HttpRequest, queryset: QuerySet[TrashedTitle]) -> None:
        """Take the chosen titles out of the trash."""
        titles: list[Title] = list(queryset)
        count = titles_restore(titles)
        log_titles(request, titles, CHANGE, "Restored from the trash.")
        told = ngettext("Restored %(count)d title.", "Restored %(count)d titles.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)

    @admin.action(description=_("Delete for good…"), permissions=["delete"])
    def delete_for_good(self, request: HttpRequest, queryset: QuerySet[TrashedTitle]) -> HttpResponse:
        """Ask whether the chosen titles are to go with their files."""
        return self._asked(request, queryset)

    def empty_view(self, request: HttpRequest) -> HttpResponse:
        """Ask, then delete all of the trash, or of it what was chosen, for good."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        chosen = request.POST.getlist("chosen")
        titles = self.get_queryset(request)
        if chosen:
            titles = titles.filter(pk__in=[pk for pk in chosen if pk.isdecimal()])
        if request.method != "POST" or "confirmed" not in request.POST:
            return self._asked(request, titles)
        log_titles(request, list(titles), DELETION, "Deleted for good.")
        count = trash_empty(titles=Title.objects.filter(pk__in=list(titles.values_list("pk", flat=True))))
        told = ngettext("Deleted %(count)d title for good.", "Deleted %(count)d titles for good.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)
        return redirect("admin:catalog_trashedtitle_changelist")

    def _asked(self, request: HttpRequest, titles: QuerySet[TrashedTitle]) -> HttpResponse:
        chosen = request.POST.getlist("_selected_action")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Delete for good"),
            "opts": self.opts,
            "count": titles.count(),
            "names": list(titles[:MAX_NAMED]),
            "chosen": [pk for pk in chosen if pk.isdecimal()],
        }
        return render(request, "admin/catalog/trashedtitle/empty.html", context)


def log_titles(request: HttpRequest, titles: list[Title], flag: int, message: str) -> None:
    """Write in the admin's history what was done to titles, and by whom."""
    if titles and request.user.pk is not None:
        LogEntry.objects.log_actions(request.user.pk, titles, flag, change_message=message)
