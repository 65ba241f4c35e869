"""Pausing jobs in the admin: actions of their list, and buttons of a job's page."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from trendflix.core.admin import logged_action
from trendflix.jobs.live import JobStateAdmin
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume


class PausingAdmin(JobStateAdmin[Job]):
    """Jobs that can be paused and resumed."""

    def get_urls(self) -> list[URLPattern]:
        """One address for each of the two buttons."""
        own = [path(f"<int:pk>/{act}/", self._button(act), name=f"jobs_job_{act}") for act in ("pause", "resume")]
        return [*own, *super().get_urls()]

    @logged_action(_("Pause"))
    def pause(self, request: HttpRequest, queryset: QuerySet[Job]) -> list[Job]:
        """Pause the chosen jobs that are open."""
        found = [job for job in queryset if job.is_open and not job.is_pausing]
        for job in found:
            job_pause(job)
        self.message_user(request, gettext("Running jobs pause at their next report."))
        return found

    @logged_action(pgettext_lazy("job", "Resume"))
    def resume(self, request: HttpRequest, queryset: QuerySet[Job]) -> list[Job]:
        """Let the chosen jobs that are paused go on."""
        found = [job for job in queryset if job.is_pausing]
        for job in found:
            job_resume(job)
        told = ngettext("%(count)d job goes on.", "%(count)d jobs go on.", len(found))
        self.message_user(request, told % {"count": len(found)})
        return found

    def _button(self, act: str) -> Callable[..., HttpResponse]:
        def press(request: HttpRequest, pk: int) -> HttpResponse:
            job = self.own(request, pk)
            getattr(self, act)(request, Job.objects.filter(pk=pk))
            return self.page_of(job)

        return self.admin_site.admin_view(require_POST(press))

    def own(self, request: HttpRequest, pk: int) -> Job:
        """The job of a button. Raises ``PermissionDenied``, and ``Http404`` for one that is gone."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(Job, pk=pk)

    def page_of(self, job: Job) -> HttpResponseRedirect:
        """To a job's page."""
        return HttpResponseRedirect(reverse("admin:jobs_job_change", args=[job.pk]))
