"""Jobs for people: what runs, what failed and why, with retry and cancel."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from trendflix.core.admin import changes_log, logged_action
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import NotDeleted, ReadOnly
from trendflix.jobs import services
from trendflix.jobs.admin_pausing import PausingAdmin
from trendflix.jobs.kinds import kinds, label_of
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.subjects import job_name, subject_of, subjects_attach


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


class JobList(ChangeList):
    """A page of jobs that knows what each works on."""

    def get_results(self, request: HttpRequest) -> None:
        """With the subjects of the page's rows."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        subjects_attach(self.result_list)


@admin.register(Job)
class JobAdmin(NotDeleted, PausingAdmin):
    """Read-only rows; the actions, and the buttons of a job's page, go through the services."""

    change_form_template = "admin/jobs/job/change_form.html"
    list_display = ("name", "on", "state", "stage_shown", "attempts", "created", "finished")
    list_filter = ("status", OneKind)
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ("retry", "pause", "resume", "cancel")
    fieldsets = (
        (None, {"fields": ("work", "on", "reported", "attempts", "created", "started", "finished")}),
        (_("Details"), {"classes": ("collapse",), "fields": ("parameters", "result", "parent", "part")}),
    )
    readonly_fields = ("work", "on", "reported")
    work_page: ClassVar[str] = "admin:jobs_job_work"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that looks subjects up at once."""
        return JobList

    def get_urls(self) -> list[URLPattern]:
        """One address for each button of a job's page."""
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/retry/", view(require_POST(self.retry_view)), name="jobs_job_retry"),
            path("<int:pk>/cancel/", view(require_POST(self.cancel_view)), name="jobs_job_cancel"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=_("job"), ordering="kind")
    def name(self, job: Job) -> str:
        """``packaging: Night Market``."""
        return job_name(job)

    @admin.display(description=_("works on"))
    def on(self, job: Job) -> str:
        """Links to what it works on: in the admin, and as viewers see it."""
        subject = subject_of(job)
        if subject is None:
            return "–"
        link = format_html('<a href="{}">{}</a>', subject.page, subject.name) if subject.page else subject.name
        if not subject.viewer_page:
            return link
        return format_html('{} · <a href="{}">{}</a>', link, subject.viewer_page, gettext("View on the site"))

    @admin.display(description=_("state"), ordering="status")
    def state(self, job: Job) -> str:
        """Its status; of what runs or is paused also how far it is, of what failed why."""
        badge = format_html('<span class="badge is-{}">{}</span>', job.status, job.get_status_display())
        halted = job.status in (Job.Status.FAILED, Job.Status.PAUSED)
        is_part_done = job.status == Job.Status.RUNNING or halted and job.percent >= 1
        percent = f"{job.percent:.0f}\N{NO-BREAK SPACE}%" if is_part_done else ""
        return format_html('{} {} <span class="badge-note">{}</span>', badge, percent, job.error)

    @admin.display(description=_("stage"), ordering="stage")
    def stage_shown(self, job: Job) -> str:
        """In the reader's language, with the time that is left."""
        return " · ".join(words for words in (job.stage_shown, job.time_left) if words) or "–"

    @admin.display(description=_("report"))
    def reported(self, job: Job) -> str:
        """A link to what it says of the rows of a file."""
        if not job.report_rows.exists():
            return "–"
        address = f"{reverse('admin:jobs_jobreportrow_changelist')}?job__id__exact={job.pk}"
        return format_html('<a href="{}">{}</a>', address, gettext("Rows of the report"))

    @logged_action(_("Run again"))
    def retry(self, request: HttpRequest, queryset: QuerySet[Job]) -> list[Job]:
        """Queue the chosen jobs again; those that are open run already."""
        ended = [job for job in queryset if not job.is_open]
        for job in ended:
            services.job_retry(job)
        told = ngettext("Queued %(count)d job again.", "Queued %(count)d jobs again.", len(ended))
        self.message_user(request, told % {"count": len(ended)})
        return ended

    @logged_action(_("Cancel"))
    def cancel(self, request: HttpRequest, queryset: QuerySet[Job]) -> list[Job]:
        """Stop the chosen jobs that are still open."""
        opened = [job for job in queryset if job.is_open]
        for job in opened:
            services.job_cancel(job)
        self.message_user(request, gettext("Running jobs stop at their next report."))
        return opened

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Queue one job again, and show the row that runs now."""
        job = self.own(request, pk)
        if job.is_open:
            self.message_user(request, gettext("%(job)s is open already.") % {"job": job})
            return self.page_of(job)
        queued = services.job_retry(job)
        changes_log(request, [job], _("Run again"))
        self.message_user(request, gettext("Queued again: %(job)s.") % {"job": job})
        return self.page_of(queued)

    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop one job."""
        job = self.own(request, pk)
        services.job_cancel(job)
        changes_log(request, [job], _("Cancel"))
        self.message_user(request, gettext("Running jobs stop at their next report."))
        return self.page_of(job)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the buttons that make sense now, for those who may press them."""
        job = kwargs.get("obj")
        may = isinstance(job, Job) and self.has_change_permission(request)
        context["buttons"] = self._buttons(job) if may else []  # type: ignore[arg-type]  # a job
        return super().render_change_form(request, context, *args, **kwargs)

    def _buttons(self, job: Job) -> list[tuple[str, str]]:
        """Addresses and words of what makes sense of a job now."""
        words = {"pause": gettext("Pause"), "resume": pgettext("job", "Resume"), "cancel": gettext("Cancel")}
        names = ["resume" if job.is_pausing else "pause", "cancel"]
        names, words = (names, words) if job.is_open else (["retry"], {"retry": gettext("Run again")})
        return [(reverse(f"admin:jobs_job_{name}", args=[job.pk]), words[name]) for name in names]

    def _work_context(self, row: Job) -> dict[str, Any]:
        """The job itself."""
        address = reverse(self.work_page, args=[row.pk])
        return {"jobs": [(row, label_of(row.kind))], "is_open": row.is_open, "address": address}

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Jobs come from what people do elsewhere."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Job | None = None) -> bool:
        """The list may be opened; rows are not edited."""
        return obj is None and super().has_change_permission(request, obj)


class ReportList(ChangeList):
    """A page of report rows that knows what their jobs work on."""

    def get_results(self, request: HttpRequest) -> None:
        """With the subjects of the rows' jobs."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        subjects_attach(row.job for row in self.result_list)


@admin.register(JobReportRow)
class JobReportRowAdmin(ReadOnly, admin.ModelAdmin[JobReportRow]):
    """What jobs say of the rows of a file, to search and to filter."""

    list_display = ("job_link", "level", "line", "item", "reason")
    list_display_links = None
    list_filter = ("level",)
    list_select_related = ("job",)
    ordering = ("-pk",)
    search_fields = ("item", "reason")
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that looks subjects up at once."""
        return ReportList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Rows of one job are asked for by the page of that job."""
        return lookup == "job__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    @admin.display(description=_("job"))
    def job_link(self, row: JobReportRow) -> str:
        """By name."""
        return format_html('<a href="{}">{}</a>', reverse("admin:jobs_job_change", args=[row.job_id]), row.job)
