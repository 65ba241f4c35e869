"""Merging duplicates in the list of titles: choose two, say which stays."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.merging import merge_check, titles_merge
from catalog.models import Title
from trendflix.core.errors import UserError

PAIR = 2


class MergingAdmin(admin.ModelAdmin[Title]):
    """Adds the action and its page to the admin of titles."""

    def get_urls(self) -> list[URLPattern]:
        """With the page that merges."""
        own = path("merge/", self.admin_site.admin_view(self.merge_view), name="catalog_title_merge")
        return [own, *super().get_urls()]

    @admin.action(description=_("Merge duplicates…"), permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Title]) -> HttpResponse | None:
        """Ask which of two chosen titles stays."""
        return self._asked(request, list(queryset.order_by("pk")[: PAIR + 1]))

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Merge two titles into the one that stays."""
        if not (self.has_change_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        numbers = [pk for pk in request.POST.getlist("title") if pk.isdecimal()]
        titles = list(self.get_queryset(request).filter(pk__in=numbers).order_by("pk"))
        target = next((title for title in titles if str(title.pk) == request.POST.get("target")), None)
        if request.method == "POST" and target is not None and len(titles) == PAIR:
            self._merge(request, next(title for title in titles if title != target), target)
        return redirect("admin:catalog_title_changelist")

    def _merge(self, request: HttpRequest, duplicate: Title, target: Title) -> None:
        try:
            moved = titles_merge(duplicate, target)
        except UserError as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        told = ", ".join(f"{name}: {count}" for name, count in moved.items()) or "nothing to move"
        if request.user.pk is not None:
            rows = [target, duplicate]
            message = f"Merged {duplicate.name} ({duplicate.pk}) into {target.name} ({target.pk}); {told}."
            LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, change_message=message)
        said = gettext("%(duplicate)s was merged into %(target)s and is in the trash. Moved: %(moved)s.")
        self.message_user(request, said % {"duplicate": duplicate, "target": target, "moved": told}, messages.SUCCESS)

    def _asked(self, request: HttpRequest, titles: list[Title]) -> HttpResponse | None:
        try:
            if len(titles) != PAIR:
                raise UserError(gettext("Choose two titles to merge."))
            merge_check(*titles)
        except UserError as error:
            self.message_user(request, str(error), messages.ERROR)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge duplicates"),
            "opts": self.opts,
            "titles": titles,
        }
        return render(request, "admin/catalog/title/merge.html", context)
