"""Which entries of TMDB titles are: a list of what is to be settled, and a page for each."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.models import FIRST_YEAR, LAST_YEAR, MAX_NAME, Identification, Title
from catalog.tmdb import client
from catalog.tmdb.identify import candidates_search, identification_settle
from trendflix.core.admin import logged_action
from trendflix.core.errors import UserError
from trendflix.core.paging import CappedPaginator
from trendflix.jobs.errors import Transient
from trendflix.jobs.services import job_queue

POSTER = re.compile(r"[A-Za-z0-9_-]{1,100}\.(?:jpg|png)")
DAY = 86_400


class SearchForm(forms.Form):
    """A search at TMDB by hand."""

    name = forms.CharField(label=_("name"), max_length=MAX_NAME)
    year = forms.IntegerField(label=_("year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)


@admin.register(Identification)
class IdentificationAdmin(admin.ModelAdmin[Identification]):
    """Titles and their entries, what is to be settled first."""

    list_display = ("title_link", "state", "tmdb_id", "is_chosen", "updated")
    list_display_links = None
    list_filter = ("state",)
    list_select_related = ("title",)
    search_fields = ("title__name",)
    ordering = ("state", "-pk")
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("identify_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Identification]:
        """Without titles in the trash."""
        return super().get_queryset(request).filter(title__trashed__isnull=True).select_related("title")

    def get_urls(self) -> list[URLPattern]:
        """With the page of each title, and the posters on it."""
        view = self.admin_site.admin_view
        own = [
            path("title/<int:pk>/", view(self.settle_view), name="catalog_identification_settle"),
            path("poster/<str:name>", view(self.poster_view), name="catalog_identification_poster"),
        ]
        return [*own, *super().get_urls()]

    def poster_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """A candidate's poster from TMDB, through this site: pages show pictures of no other host."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not client.has_key() or not POSTER.fullmatch(name):
            raise Http404("No such poster.")
        try:
            data = client.picture(f"/{name}", "w154")
        except (UserError, Transient) as error:
            raise Http404("The poster cannot be had.") from error
        kind = "image/png" if name.endswith("png") else "image/jpeg"
        return HttpResponse(data, content_type=kind, headers={"Cache-Control": f"private, max-age={DAY}"})

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Without a key there is nothing to settle."""
        return client.has_key() and super().has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Searches add them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Identification | None = None) -> bool:
        """Who may change titles may say which they are; rows are not edited."""
        return obj is None and request.user.has_perm("catalog.change_title")

    def has_view_permission(self, request: HttpRequest, obj: Identification | None = None) -> bool:
        """Who may see titles."""
        return request.user.has_perm("catalog.view_title") or request.user.has_perm("catalog.change_title")

    def has_delete_permission(self, request: HttpRequest, obj: Identification | None = None) -> bool:
        """They go with their titles."""
        return False

    @admin.display(description=_("title"), ordering="title__name")
    def title_link(self, row: Identification) -> str:
        """The page on which it is settled."""
        address = reverse("admin:catalog_identification_settle", args=[row.title_id])
        year = f" ({row.title.year})" if row.title.year else ""
        return format_html('<a href="{}">{}{}</a>', address, row.title, year)

    @logged_action(_("Ask TMDB again"))
    def identify_again(self, request: HttpRequest, queryset: QuerySet[Identification]) -> None:
        """Enqueue the search; what a person settled stays as it is, and is filled in anew."""
        for row in queryset:
            job_queue("identify", row.title_id)
        self.message_user(request, gettext("Queued; see Jobs."))

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The candidates of one title: choose one, search by hand, or say that there is none."""
        title = get_object_or_404(Title, pk=pk, trashed__isnull=True)
        if not client.has_key():
            raise Http404("No key is set.")
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            if not self.has_change_permission(request):
                raise PermissionDenied
            return self._posted(request, title)
        return self._page(request, title, SearchForm(initial={"name": title.name, "year": title.year}))

    def _page(self, request: HttpRequest, title: Title, form: SearchForm) -> HttpResponse:
        known = Identification.objects.filter(title=title).first()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Identify %(title)s") % {"title": title},
            "opts": self.opts,
            "subject": title,
            "known": known,
            "candidates": [one | {"file": one["poster"].lstrip("/")} for one in known.candidates] if known else [],
            "form": form,
            "may_change": self.has_change_permission(request),
        }
        return render(request, "admin/catalog/identification/settle.html", context)

    def _posted(self, request: HttpRequest, title: Title) -> HttpResponse:
        asked = request.POST.get("do", "")
        try:
            if asked == "search":
                form = SearchForm(request.POST)
                if form.is_valid() and not candidates_search(
                    title, form.cleaned_data["name"], form.cleaned_data["year"]
                ):
                    self.message_user(request, gettext("TMDB finds nothing of that name."), messages.WARNING)
                return self._page(request, title, form)
            self._settle(request, title, asked)
        except (UserError, Transient) as error:
            self.message_user(request, str(error), messages.ERROR)
            return self._page(request, title, SearchForm(initial={"name": title.name, "year": title.year}))
        return redirect("admin:catalog_identification_changelist")

    def _settle(self, request: HttpRequest, title: Title, asked: str) -> None:
        if asked != "none" and not asked.isdecimal():
            raise UserError(gettext("Choose an entry, or say that there is none."))
        chosen = None if asked == "none" else int(asked)
        identification_settle(title, chosen)
        rows: list[Any] = [title]
        if request.user.pk is not None:
            message = f"Identified at TMDB: {chosen or 'none'}."
            LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, change_message=message)
        told = gettext("%(title)s is not at TMDB.") if chosen is None else gettext("%(title)s is filled in from TMDB.")
        self.message_user(request, told % {"title": title}, messages.SUCCESS)
