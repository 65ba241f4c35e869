"""Feeds in the admin: upload, state of the import, its report."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count, FileField, QuerySet
from django.forms import FileInput, ModelForm
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from shopping.forms import FeedForm
from shopping.models import Feed
from shopping.services import feed_receive
from trendflix.jobs.live import JobStateAdmin
from trendflix.jobs.selectors import job_latest
from trendflix.jobs.services import job_queue

REPORTED_ROWS = 200


@admin.register(Feed)
class FeedAdmin(JobStateAdmin[Feed]):
    """A shop's feed: saving one with a file imports it."""

    form = FeedForm
    list_display = ("name", "products_count", "imported")
    search_fields = ("name",)
    readonly_fields = ("work",)
    formfield_overrides: ClassVar = {FileField: {"widget": FileInput}}  # the kept file has no address to link to
    actions = ("import_again",)
    job_kinds = ("import_feed", "embed")
    outcome_template = "admin/shopping/_feed_outcome.html"

    def get_fields(self, request: HttpRequest, obj: Feed | None = None) -> Any:
        """No work has been done for a new feed."""
        fields = ("name", "shop_url", "format", "file")
        return ("work", *fields) if obj is not None else fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        """With the number of products, in the same query."""
        return super().get_queryset(request).annotate(products_count=Count("products"))

    @admin.display(description="products", ordering="products_count")
    def products_count(self, feed: Feed) -> int:
        """How many there are, sold out ones too."""
        return getattr(feed, "products_count", 0)

    def save_model(self, request: HttpRequest, obj: Feed, form: ModelForm[Feed], change: bool) -> None:
        """Keep it; a new file, or another way of reading it, is imported."""
        if not change or {"file", "format", "shop_url"} & set(form.changed_data):
            feed_receive(obj)
            self.message_user(request, "The import is queued; this page shows its report when it is done.")
        else:
            super().save_model(request, obj, form, change)

    def outcome(self, feed: Feed) -> dict[str, Any]:
        """The last import's report, and how many products there are."""
        return {"feed": feed, "report": self.report(feed), "products": feed.products.count()}

    def report(self, feed: Feed) -> str:
        """Counts, and one line for each row that was refused or lacks a picture."""
        job = job_latest("import_feed", feed.pk)
        if job is None or not job.result:
            return ""
        counts = ", ".join(
            f"{job.result[key]} {key}"
            for key in ("seen", "created", "updated", "unchanged", "unavailable")
            if key in job.result
        )
        troubles = [*job.result.get("rejected", []), *job.result.get("warnings", [])]
        rows = ((row["line"] or "–", row["id"] or "no id", row["reason"]) for row in troubles[:REPORTED_ROWS])
        more = f"… and {len(troubles) - REPORTED_ROWS} more" if len(troubles) > REPORTED_ROWS else ""
        lines = format_html_join("", "<li>row {}, {}: {}</li>", rows)
        refused = len(job.result.get("rejected", []))
        return format_html("<p>{}, {} rejected</p><ul>{}</ul>{}{}", counts, refused, lines, more, self._doubts(feed))

    def _doubts(self, feed: Feed) -> str:
        """Titles that do not seem to fit their pictures, as the newest look at them found."""
        job = job_latest("embed", feed.pk)
        doubts = job.result.get("doubts", []) if job is not None and job.result else []
        if not doubts:
            return ""
        lines = format_html_join("", "<li>{}: {} ({})</li>", ((d["id"], d["reason"], d["agreement"]) for d in doubts))
        return format_html("<p>To look at:</p><ul>{}</ul>", lines)

    @admin.action(description="Import again", permissions=["change"])
    def import_again(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Owe the import of the same file; rows that did not change stay as they are."""
        for feed in queryset:
            job_queue("import_feed", feed.pk)
        self.message_user(request, f"Queued {len(queryset)}; see Jobs.")
