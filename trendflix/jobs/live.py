"""Admin pages of rows that jobs work on: the state of that work, kept up to date while the page is open."""

from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from trendflix.jobs.kinds import label_of
from trendflix.jobs.selectors import jobs_of

Row = TypeVar("Row", bound=Model)
CHANGE, WORK = "admin:{}_{}_change", "admin:{}_{}_work"


class JobStateAdmin(admin.ModelAdmin[Row]):
    """A model admin with a field ``work``: the newest job of each of ``job_kinds`` on the row, and what came of them.

    Pages name it in ``fields`` and ``readonly_fields``; they ask for it again every two seconds while a job is open.
    """

    job_kinds: tuple[str, ...] = ()
    outcome_template = ""

    class Media:
        css: ClassVar = {"all": ("css/admin-state.css",)}
        js: ClassVar = (Script("js/admin-work.js", type="module"),)

    def outcome(self, row: Row) -> dict[str, Any]:
        """What ``outcome_template`` shows below the jobs."""
        return {}

    @admin.display(description=_("work"))
    def work(self, row: Row) -> str:
        """The jobs with their progress, then the outcome, as HTML."""
        return render_to_string("admin/_job_state.html", self._work_context(row))

    def get_urls(self) -> list[URLPattern]:
        """One address more: the ``work`` field of a row alone."""
        own = path("<int:pk>/work/", require_safe(self.work_view), name=self._address(WORK).removeprefix("admin:"))
        return [own, *super().get_urls()]

    def work_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The ``work`` field. Answers 403 rather than with the sign-in page, which would be shown inside the form."""
        if not self.admin_site.has_permission(request):
            raise PermissionDenied
        row = get_object_or_404(self.model, pk=pk)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        return render(request, "admin/_job_state.html", self._work_context(row))

    def response_post_save_add(self, request: HttpRequest, obj: Row) -> HttpResponseRedirect:
        """Where saving has queued work, show the row's page, on which its progress is."""
        return self._page_with_progress(obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Row) -> HttpResponseRedirect:
        """As after adding."""
        return self._page_with_progress(obj) or super().response_post_save_change(request, obj)

    def _page_with_progress(self, row: Row) -> HttpResponseRedirect | None:
        return redirect(self._address(CHANGE), row.pk) if self._work_context(row)["is_open"] else None

    def _work_context(self, row: Row) -> dict[str, Any]:
        found = jobs_of(self.job_kinds, row.pk)
        jobs = [found[kind] for kind in self.job_kinds if kind in found]
        return {
            "jobs": [(job, label_of(job.kind)) for job in jobs],
            "is_open": any(job.is_open for job in jobs),
            "address": reverse(self._address(WORK), args=[row.pk]),
            "outcome_template": self.outcome_template,
            **self.outcome(row),
        }

    def _address(self, name: str) -> str:
        return name.format(self.opts.app_label, self.opts.model_name)
