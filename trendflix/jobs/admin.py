"""Jobs for people: what runs, what failed and why, with retry and cancel."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly
from trendflix.jobs import services
from trendflix.jobs.models import Job, JobReportRow


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    """Read-only rows; the actions go through the services."""

    list_display = (
        "id",
        "kind",
        "subject_id",
        "status",
        "stage",
        "whole_percent",
        "left",
        "attempts",
        "created",
        "finished",
    )
    list_filter = ("status", "kind")
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    actions = ("retry", "cancel")

    @admin.display(description="percent", ordering="percent")
    def whole_percent(self, job: Job) -> str:
        """Without decimals."""
        return f"{job.percent:.0f} %"

    @admin.display(description="time left")
    def left(self, job: Job) -> str:
        """In words."""
        return job.time_left or "–"

    @admin.action(description="Run again", permissions=["change"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Queue the chosen jobs again."""
        for job in queryset:
            services.job_retry(job)
        self.message_user(request, f"Queued {len(queryset)} again.")

    @admin.action(description="Cancel", permissions=["change"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Stop the chosen jobs that are still open."""
        for job in queryset:
            services.job_cancel(job)
        self.message_user(request, "Running jobs stop at their next report.")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Jobs come from what people do elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """The list may be opened; rows are not edited."""
        return obj is None and super().has_change_permission(request, obj)


@admin.register(JobReportRow)
class JobReportRowAdmin(ReadOnly, admin.ModelAdmin[JobReportRow]):
    """What jobs say of the rows of a file, to search and to filter."""

    list_display = ("job", "level", "line", "item", "reason")
    list_display_links = None
    list_filter = ("level",)
    list_select_related = ("job",)
    search_fields = ("item", "reason")
    show_full_result_count = False
