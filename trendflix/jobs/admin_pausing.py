"""Pausing jobs in the admin: actions of their list, and buttons of a job's page."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from trendflix.core.admin import changes_log, logged_action
from trendflix.jobs.live import JobStateAdmin
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.pausing_all import TO_PAUSE, TO_RESUME, jobs_pause, jobs_resume
from trendflix.jobs.subjects import subjects_attach

ALL = {"pause": (jobs_pause, TO_PAUSE, _("Pause all")), "resume": (jobs_resume, TO_RESUME, _("Resume all"))}
"""What a button of the list does, to which jobs, and what it says."""


class PausingAdmin(JobStateAdmin[Job]):
    """Jobs that can be paused and resumed."""

    def get_urls(self) -> list[URLPattern]:
        """One address for each of the two buttons of a job, and of the list."""
        own = [path(f"<int:pk>/{act}/", self._button(act), name=f"jobs_job_{act}") for act in ("pause", "resume")]
        own += [path(f"{act}-all/", self._button_of_all(act), name=f"jobs_job_{act}_all") for act in ALL]
        return [*own, *super().get_urls()]

    @logged_action(_("Pause"))
    def pause(self, request: HttpRequest, queryset: QuerySet[Job]) -> list[Job]:
        """Pause the chosen jobs that are open."""
        found = [job for job in queryset if job.is_open and not job.is_pausing]
        for job in found:
            job_pause(job)
        self._tell(request, "pause", len(found))
        return found

    @logged_action(pgettext_lazy("job", "Resume"))
    def resume(self, request: HttpRequest, queryset: QuerySet[Job]) -> list[Job]:
        """Let the chosen jobs that are paused go on."""
        found = [job for job in queryset if job.is_pausing]
        for job in found:
            job_resume(job)
        self._tell(request, "resume", len(found))
        return found

    def _button(self, act: str) -> Callable[..., HttpResponse]:
        def press(request: HttpRequest, pk: int) -> HttpResponse:
            job = self.own(request, pk)
            getattr(self, act)(request, Job.objects.filter(pk=pk))
            return self.page_of(job)

        return self.admin_site.admin_view(require_POST(press))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the buttons that pause and resume all jobs, where there are any, for those who may."""
        found = ALL.items() if self.has_change_permission(request) else ()
        buttons = [
            (reverse(f"admin:jobs_job_{act}_all"), words)
            for act, (_do, jobs, words) in found
            if Job.objects.filter(jobs).exists()
        ]
        return super().changelist_view(request, {**(extra_context or {}), "buttons": buttons})

    def _button_of_all(self, act: str) -> Callable[..., HttpResponse]:
        do, _jobs, words = ALL[act]

        def press(request: HttpRequest) -> HttpResponse:
            if not self.has_change_permission(request):
                raise PermissionDenied
            jobs = do()
            subjects_attach(jobs)
            changes_log(request, jobs, words)
            self._tell(request, act, len(jobs))
            return HttpResponseRedirect(reverse("admin:jobs_job_changelist"))

        return self.admin_site.admin_view(require_POST(press))

    def _tell(self, request: HttpRequest, act: str, count: int) -> None:
        if act == "pause":
            self.message_user(request, gettext("Running jobs pause at their next report."))
            return
        told = ngettext("%(count)d job goes on.", "%(count)d jobs go on.", count)
        self.message_user(request, told % {"count": count})

    def own(self, request: HttpRequest, pk: int) -> Job:
        """The job of a button. Raises ``PermissionDenied``, and ``Http404`` for one that is gone."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(Job, pk=pk)

    def page_of(self, job: Job) -> HttpResponseRedirect:
        """To a job's page."""
        return HttpResponseRedirect(reverse("admin:jobs_job_change", args=[job.pk]))
