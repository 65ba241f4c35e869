"""Jobs for people: what runs, what failed and why, with retry and cancel."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly
from trendflix.jobs import services
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.registry import kinds, label_of


class OneKind(admin.SimpleListFilter):
    """The kinds that are registered; Django's own filter reads all rows to know which there are."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Each kind, as people call it."""
        return [(kind.name, str(label_of(kind.name))) for kind in kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        """Jobs of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Job)
class JobAdmin(admin.ModelAdmin[Job]):
    """Read-only rows; the actions go through the services."""

    list_display = (
        "id",
        "kind_shown",
        "subject_id",
        "status",
        "stage_shown",
        "whole_percent",
        "left",
        "attempts",
        "created",
        "finished",
    )
    list_filter = ("status", OneKind)
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    actions = ("retry", "cancel")

    @admin.display(description=_("kind"), ordering="kind")
    def kind_shown(self, job: Job) -> str:
        """As people call it."""
        return label_of(job.kind)

    @admin.display(description=_("stage"), ordering="stage")
    def stage_shown(self, job: Job) -> str:
        """In the reader's language."""
        return job.stage_shown

    @admin.display(description=_("percent"), ordering="percent")
    def whole_percent(self, job: Job) -> str:
        """Without decimals."""
        return f"{job.percent:.0f} %"

    @admin.display(description=_("time left"))
    def left(self, job: Job) -> str:
        """In words."""
        return job.time_left or "–"

    @admin.action(description=_("Run again"), permissions=["change"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Queue the chosen jobs again."""
        for job in queryset:
            services.job_retry(job)
        self.message_user(
            request,
            ngettext("Queued %(count)d job again.", "Queued %(count)d jobs again.", len(queryset))
            % {"count": len(queryset)},
        )

    @admin.action(description=_("Cancel"), permissions=["change"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Stop the chosen jobs that are still open."""
        for job in queryset:
            services.job_cancel(job)
        self.message_user(request, gettext("Running jobs stop at their next report."))

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
