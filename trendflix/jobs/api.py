"""Jobs over REST, for staff."""

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView, RetrieveAPIView

from trendflix.core.paging import CappedPages
from trendflix.core.permissions import StaffOnly
from trendflix.jobs.api_acts import ACTS, JobAct
from trendflix.jobs.models import Job
from trendflix.jobs.serializers import JobSerializer


@extend_schema(tags=["jobs"])
class JobList(ListAPIView[Job]):
    """Jobs, newest first."""

    permission_classes = (StaffOnly,)
    serializer_class = JobSerializer
    pagination_class = CappedPages
    queryset = Job.objects.all()


@extend_schema(tags=["jobs"])
class JobDetail(RetrieveAPIView[Job]):
    """One job."""

    permission_classes = (StaffOnly,)
    serializer_class = JobSerializer
    queryset = Job.objects.all()


urlpatterns: list[URLPattern] = [
    path("jobs/", JobList.as_view(), name="api-jobs"),
    path("jobs/<int:pk>/", JobDetail.as_view(), name="api-job"),
    *(path(f"jobs/<int:pk>/{act}/", JobAct.as_view(act=act), name=f"api-job-{act}") for act in ACTS),
]
