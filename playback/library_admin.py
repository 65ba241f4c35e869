"""Imports of folders in the admin: name a folder, look at the plan, import; and what became of each file."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.library.entries import path_key
from catalog.models import LibraryFolder
from playback.library.folders import IMPORT, PLAN, allowed_roots, folder_queue, path_check
from trendflix.core.errors import UserError
from trendflix.jobs.live import JobStateAdmin
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.selectors import jobs_of

MAX_SHOWN = 200
OUTCOMES = {
    "added": _("added"),
    "updated": _("updated"),
    "unchanged": _("unchanged"),
    "waiting": _("waiting"),
    "refused": _("refused"),
}
REST = {"left_out": _("files left out"), "missing": _("missing"), "warnings": _("warnings")}


class FolderForm(forms.ModelForm[LibraryFolder]):
    """A folder below those that the administrator of the machine allows."""

    path = forms.CharField(max_length=4_000, widget=forms.TextInput(attrs={"class": "vTextField"}))

    class Meta:
        model = LibraryFolder
        fields = ("path", "mode", "minutes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roots = ", ".join(map(str, allowed_roots())) or gettext("none; set TRENDFLIX_LIBRARY_DIRS")
        if "path" in self.fields:
            self.fields["path"].label = capfirst(gettext("path"))
            self.fields["path"].help_text = gettext("On the server, below: %(roots)s") % {"roots": roots}

    def clean_path(self) -> str:
        """The real path; another row may not have it."""
        try:
            found = path_check(self.cleaned_data["path"])
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
        self.instance.key = path_key(found)
        if LibraryFolder.objects.filter(key=self.instance.key).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(gettext("This folder is there already."))
        return str(found)


@admin.register(LibraryFolder)
class LibraryFolderAdmin(JobStateAdmin[LibraryFolder]):
    """A folder of films: saving a new one makes its plan; a button imports it."""

    form = FolderForm
    list_display = ("path", "mode", "minutes", "looked")
    readonly_fields = ("work", "looked")
    job_kinds = (PLAN, IMPORT)
    outcome_template = "admin/catalog/_library_outcome.html"
    change_form_template = "admin/catalog/libraryfolder/change_form.html"

    class Media:
        css: ClassVar = {"all": ("css/admin-library.css",)}

    def get_fields(self, request: HttpRequest, obj: LibraryFolder | None = None) -> Any:
        """A new folder has no work yet."""
        return ("work", "path", "mode", "minutes", "looked") if obj else ("path", "mode", "minutes")

    def get_urls(self) -> list[URLPattern]:
        """With one address for the plan and one for the import."""
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/plan/", view(self._asking(dry_run=True)), name="catalog_libraryfolder_plan"),
            path("<int:pk>/import/", view(self._asking(dry_run=False)), name="catalog_libraryfolder_import"),
        ]
        return [*own, *super().get_urls()]

    def save_model(
        self, request: HttpRequest, obj: LibraryFolder, form: ModelForm[LibraryFolder], change: bool
    ) -> None:
        """Write it; of a new folder, or another one, the plan is made."""
        super().save_model(request, obj, form, change)
        if not change or "path" in form.changed_data:
            folder_queue(obj, dry_run=True)
            self.message_user(request, gettext("The plan is being made; nothing is imported before you say so."))

    def _asking(self, *, dry_run: bool) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            folder = get_object_or_404(LibraryFolder, pk=pk)
            if not self.has_change_permission(request, folder):
                raise PermissionDenied
            if request.method == "POST":
                self._ask(request, folder, dry_run=dry_run)
            return redirect("admin:catalog_libraryfolder_change", pk)

        return view

    def _ask(self, request: HttpRequest, folder: LibraryFolder, *, dry_run: bool) -> None:
        try:
            path_check(folder.path)
        except UserError as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        folder_queue(folder, dry_run=dry_run)
        if not dry_run and request.user.pk is not None:
            rows: list[LibraryFolder] = [folder]
            LogEntry.objects.log_actions(request.user.pk, rows, CHANGE, change_message="Asked for its import.")
        told = gettext("The plan is being made.") if dry_run else gettext("The import is queued.")
        self.message_user(request, told)

    def outcome(self, folder: LibraryFolder) -> dict[str, Any]:
        """The newest report: that of the plan, or of the import where that is newer."""
        found = [job for job in jobs_of(self.job_kinds, folder.pk).values() if job.result]
        newest = max(found, key=lambda job: job.pk, default=None)
        return report_of(newest) if newest else {}


def report_of(job: Job) -> dict[str, Any]:
    """What a template shows of a report: counts, then its rows, what is wrong first; two queries."""
    result, rows = job.result, JobReportRow.objects.filter(job=job)
    wrong = list(rows.exclude(level=JobReportRow.Level.NOTE)[:MAX_SHOWN])
    notes = list(rows.filter(level=JobReportRow.Level.NOTE)[: MAX_SHOWN - len(wrong)])
    counts = [(name, result[key]["total"]) for key, name in OUTCOMES.items()]
    counts += [(name, result[key]) for key, name in REST.items()]
    return {
        "is_plan": result["dry_run"],
        "files": result["files"],
        "counts": counts,
        "rows": [*wrong, *notes],
        "all_rows": f"{reverse('admin:jobs_jobreportrow_changelist')}?job__id__exact={job.pk}",
    }
