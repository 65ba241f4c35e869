"""Jobs over REST, for staff."""

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from trendflix.core.paging import CappedPages
from trendflix.core.permissions import StaffOnly
from trendflix.jobs.models import Job


class JobSerializer(serializers.ModelSerializer[Job]):
    """A job as people watch it."""

    class Meta:
        model = Job
        fields = (
            "id",
            "kind",
            "subject_id",
            "status",
            "stage",
            "percent",
            "seconds_left",
            "error",
            "result",
            "attempts",
            "created",
            "started",
            "finished",
        )
        read_only_fields = fields


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
]
