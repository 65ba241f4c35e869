"""Feeds over REST, for staff who may see or change them."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.http import Http404
from django.utils.translation import gettext
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from shopping.feeds.fetching.schedule import feed_run_now
from shopping.feeds.reporting import report_job, report_rows
from shopping.feeds.selectors import standing_of
from shopping.models import Feed, FeedRun
from trendflix.core.paging import CappedPages
from trendflix.core.permissions import StaffOnly
from trendflix.jobs.models import JobReportRow
from trendflix.jobs.serializers import JobSerializer

SEE, MAY_CHANGE = "shopping.view_feed", "shopping.change_feed"


class FeedStaff(StaffOnly):
    """Staff who may see feeds; what changes one asks for more."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Whether the caller is staff and may see feeds."""
        return super().has_permission(request, view) and request.user.has_perm(SEE)


class RunSerializer(serializers.ModelSerializer[FeedRun]):
    """What a run did."""

    class Meta:
        model = FeedRun
        fields = ("id", "outcome", "reason", "times", "counts", "live", "started", "finished")
        read_only_fields = fields


class FeedSerializer(serializers.ModelSerializer[Feed]):
    """A feed as staff watch it; its address and its sign-in are not told."""

    standing = serializers.SerializerMethodField()
    reason = serializers.SerializerMethodField()
    live_run = RunSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Feed
        fields = (
            "id", "name", "slug", "origin", "format", "standing", "reason", "state", "is_paused", "interval",
            "next_run", "checked", "imported", "language", "country", "currency", "boost", "live_run",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(str)
    def get_standing(self, feed: Feed) -> str:
        """Where it stands at a glance."""
        return standing_of(feed).name

    @extend_schema_field(str)
    def get_reason(self, feed: Feed) -> str:
        """Why it is held, failed or late."""
        return standing_of(feed).reason


class ReportRowSerializer(serializers.ModelSerializer[JobReportRow]):
    """One row of a report."""

    class Meta:
        model = JobReportRow
        fields = ("line", "item", "level", "reason")
        read_only_fields = fields


@extend_schema(tags=["feeds"])
class FeedList(ListAPIView[Feed]):
    """Feeds, by name."""

    permission_classes = (FeedStaff,)
    serializer_class = FeedSerializer
    pagination_class = CappedPages
    queryset = Feed.objects.select_related("live_run").order_by("name", "pk")


@extend_schema(tags=["feeds"])
class FeedDetail(RetrieveAPIView[Feed]):
    """One feed."""

    permission_classes = (FeedStaff,)
    serializer_class = FeedSerializer
    queryset = Feed.objects.select_related("live_run")


class FeedRunView(APIView):
    """Looks at a feed's source now."""

    permission_classes = (FeedStaff,)

    @extend_schema(tags=["feeds"], request=None, responses={202: JobSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Queue it; the job tells when it is done."""
        feed = _feed(pk)
        if not request.user.has_perm(MAY_CHANGE):
            raise PermissionDenied
        job = feed_run_now(feed)
        told = gettext("Ran it by the API.")
        LogEntry.objects.log_actions(int(request.user.pk or 0), [feed], CHANGE, told, single_object=True)
        return Response(JobSerializer(job).data, status=202)


@extend_schema(
    tags=["feeds"],
    parameters=[
        OpenApiParameter("run", int, description="The id of a run; without it the newest import's."),
        OpenApiParameter("level", str, enum=JobReportRow.Level.values),
        OpenApiParameter("q", str, description="Words of the item's id or of the reason."),
    ],
)
class FeedReport(ListAPIView[JobReportRow]):
    """The rows of the report of a feed's run: what was rejected or left out, and where."""

    permission_classes = (FeedStaff,)
    serializer_class = ReportRowSerializer
    pagination_class = CappedPages
    queryset = JobReportRow.objects.none()

    def get_queryset(self) -> Any:
        """Of the run that is asked for."""
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        asked = self.request.query_params
        _run, job = report_job(_feed(self.kwargs["pk"]), asked.get("run", ""))
        return report_rows(job, asked)


def _feed(pk: int) -> Feed:
    feed = Feed.objects.filter(pk=pk).first() if pk < 2**63 else None
    if feed is None:
        raise Http404
    return feed
