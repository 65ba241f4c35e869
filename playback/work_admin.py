"""Actions of the list of films on the work on them: pause, resume, cancel."""

from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from playback.models import Video
from trendflix.core.admin import logged_action
from trendflix.jobs.live import JobStateAdmin
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.selectors import jobs_of
from trendflix.jobs.services import job_cancel

STOPS = ("pause_work", "resume_work", "cancel_work")


class WorkActions(JobStateAdmin[Video]):
    """Films whose work can be paused, resumed and cancelled."""

    @logged_action(_("Pause the work"))
    def pause_work(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        """Pause what is done on the chosen films."""
        count = self._each(queryset, job_pause)
        told = ngettext("Asked %(count)d job to pause.", "Asked %(count)d jobs to pause.", count)
        self.message_user(request, told % {"count": count})

    @logged_action(_("Resume the work"))
    def resume_work(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        """Let what is paused on the chosen films go on."""
        count = self._each(queryset, job_resume, only_paused=True)
        told = ngettext("%(count)d job goes on.", "%(count)d jobs go on.", count)
        self.message_user(request, told % {"count": count})

    @logged_action(_("Cancel the work"))
    def cancel_work(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        """Stop what is done on the chosen films."""
        count = self._each(queryset, job_cancel)
        told = ngettext("Asked %(count)d job to stop.", "Asked %(count)d jobs to stop.", count)
        self.message_user(request, told % {"count": count})

    def _each(self, films: QuerySet[Video], act: Callable[[Job], None], *, only_paused: bool = False) -> int:
        """Do it with each open job on the films; with how many."""
        found = [job for job in self._open(films) if job.is_pausing or not only_paused]
        for job in found:
            act(job)
        return len(found)

    def _open(self, films: QuerySet[Video]) -> Iterator[Job]:
        for film in films:
            yield from (job for job in jobs_of(self.job_kinds, film.pk).values() if job.is_open)
