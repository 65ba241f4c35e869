"""Pages of one feed beside its form: the report of a run, its runs, and what its columns and sections mean."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from shopping.admin.feed_chart import chart_of
from shopping.admin.feed_decisions import FeedDecisions
from shopping.admin.feed_preview import preview
from shopping.admin.feed_report import report_csv, report_page
from shopping.feeds.fetching.saving import feed_map
from shopping.feeds.imports.samples import is_mappable
from shopping.feeds.reporting import report_job, report_rows
from shopping.feeds.selectors import rollbacks_of, runs_of, sections_unmapped
from shopping.forms import FeedColumnsForm, FeedSectionsForm
from shopping.models import Feed
from trendflix.jobs.models import JobReportRow

SHOWN_RUNS = 100


class FeedPages(FeedDecisions):
    """The pages; who may see the feed may see its report and its runs, who may change it may map it."""

    def get_urls(self) -> list[URLPattern]:
        """With one address for each page."""
        views = {
            "report": require_safe(self.report_view),
            "report.csv": require_safe(self.csv_view),
            "runs": require_safe(self.runs_view),
            "columns": self.columns_view,
        }
        own = [
            path(
                f"<int:feed_id>/{name}" if "." in name else f"<int:feed_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"shopping_feed_{name.replace('.', '_')}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def report_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """The report of a run, or of the newest import, as a table."""
        feed = self.visible(request, feed_id)
        run, job = report_job(feed, request.GET.get("run", ""))
        rows = report_rows(job, request.GET)
        asked = request.GET.copy()
        asked.pop("p", None)
        context = {
            "run": run,
            "job": job,
            "page": report_page(feed, rows, request.GET.get("p", "1")),
            "levels": JobReportRow.Level.choices,
            "asked": request.GET,
            "same": asked.urlencode(),
        }
        return self.page(request, feed, "report", gettext("Report"), context)

    def csv_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """The same rows as a file."""
        feed = self.visible(request, feed_id)
        return report_csv(feed, report_rows(report_job(feed, request.GET.get("run", ""))[1], request.GET))  # type: ignore[return-value]  # a streaming response

    def runs_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """What its runs did, as a drawing and as a table, with a way back to each file that is kept."""
        feed = self.visible(request, feed_id)
        runs = runs_of(feed, SHOWN_RUNS)
        kept = set(rollbacks_of(feed).values_list("pk", flat=True)[:SHOWN_RUNS])
        context = {"runs": [(run, run.pk in kept) for run in runs], "chart": chart_of(runs)}
        return self.page(request, feed, "runs", pgettext("of a feed", "Runs"), context)

    def columns_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """What its columns and sections mean, with its first rows as they would become."""
        if request.method != "POST":
            feed = self.visible(request, feed_id)
            return self.page(request, feed, "mapping", gettext("Mapping and preview"), mapping_context(feed))
        feed = self.changeable(request, feed_id)
        context = mapping_context(feed, request.POST)
        if context["is_valid"] and "preview" not in request.POST:
            feed_map(feed, context["columns"], context["categories"])
            told = gettext("The import is queued: %(name)s.") % {"name": feed.name}
            self.message_user(request, told)
            self.log_change(request, feed, gettext("Mapped its columns and categories."))
            return redirect("admin:shopping_feed_change", feed.pk)
        for error in context["errors"]:
            messages.error(request, error)
        return self.page(request, feed, "mapping", gettext("Mapping and preview"), context)

    def visible(self, request: HttpRequest, feed_id: int) -> Feed:
        """A feed that this person may see. Raises ``PermissionDenied``, and 404 where there is none."""
        feed = get_object_or_404(Feed, pk=feed_id)
        if not self.has_view_permission(request, feed):
            raise PermissionDenied
        return feed

    def page(self, request: HttpRequest, feed: Feed, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
        """One of the pages."""
        own = {
            "feed": feed,
            "title": title,
            "subtitle": feed.name,
            "opts": self.opts,
            "here": name,
            "has_change_permission": self.has_change_permission(request, feed),
        }
        return render(
            request, f"admin/shopping/feed/{name}.html", self.admin_site.each_context(request) | own | context
        )


def mapping_context(feed: Feed, data: Any = None) -> dict[str, Any]:
    """The forms of the mapping page, whether they can be kept, and the first rows as they make them."""
    can_map = is_mappable(feed.sample)
    columns = FeedColumnsForm(feed, data) if can_map else None
    sections = FeedSectionsForm(feed, [(one.text, one.count) for one in sections_unmapped(feed)], data)
    forms = [form for form in (columns, sections) if form is not None]
    is_valid = data is not None and all([form.is_valid() for form in forms])
    chosen = columns.mapping() if columns is not None and data is not None else None
    categories = sections.mapping() if data is not None and sections.is_valid() else feed.categories
    errors = [str(error) for form in forms for told in form.errors.values() for error in told] if data else []
    return {
        "columns_form": columns,
        "sections_form": sections,
        "is_valid": is_valid,
        "columns": chosen,
        "categories": categories,
        "errors": errors,
        "preview": preview(feed, chosen, categories),
    }
