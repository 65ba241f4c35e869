"""What staff do with jobs over REST: pause, resume, cancel, run again."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.core.admin import changes_log
from trendflix.core.permissions import StaffOnly
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.serializers import JobSerializer
from trendflix.jobs.services import job_cancel, job_retry

ACTS: dict[str, tuple[Callable[[Job], Job | None], StrOrPromise]] = {
    "pause": (job_pause, _("Pause")),
    "resume": (job_resume, pgettext_lazy("job", "Resume")),
    "cancel": (job_cancel, _("Cancel")),
    "retry": (job_retry, _("Run again")),
}


class JobStaff(StaffOnly):
    """Staff who may change jobs."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """As the actions of the admin ask."""
        return super().has_permission(request, view) and request.user.has_perm("jobs.change_job")


@extend_schema(tags=["jobs"], request=None, responses={200: JobSerializer, 409: OpenApiTypes.OBJECT})
class JobAct(GenericAPIView[Job]):
    """Does one of ``ACTS``."""

    permission_classes = (JobStaff,)
    serializer_class = JobSerializer
    queryset = Job.objects.all()
    act = ""

    def post(self, request: Request, pk: int) -> Response:
        """The job as it is then, or the one that runs again; one at work pauses or ends at its next report."""
        job, (do, words) = self.get_object(), ACTS[self.act]
        if job.is_open == (self.act == "retry"):
            return Response({"detail": gettext("The job has ended, or is open already.")}, status=409)
        answer = do(job) or Job.objects.get(pk=pk)
        changes_log(request, [job], words)
        return Response(JobSerializer(answer).data)
