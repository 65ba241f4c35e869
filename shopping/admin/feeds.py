"""Feeds in the admin: upload, where a feed stands and what it waits for, the report of its import."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, FileField, Q, QuerySet
from django.forms import FileInput, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from django.urls import path as address
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from shopping.admin.feed_preview import preview
from shopping.feeds.imports.holds import max_loss_of
from shopping.feeds.imports.report import line_of
from shopping.feeds.imports.requests import (
    feed_accept,
    feed_columns_confirm,
    feed_columns_keep,
    feed_discard,
    feed_receive,
    feeds_delete,
)
from shopping.forms import FeedColumnsForm, FeedForm
from shopping.models import Feed
from trendflix.core.errors import UserError
from trendflix.core.locales.formats import percent
from trendflix.jobs.live import JobStateAdmin
from trendflix.jobs.models import Job
from trendflix.jobs.selectors import job_latest
from trendflix.jobs.services import job_queue

MAX_SHOWN = 200
COUNTS = {
    "seen": _("%(count)d seen"),
    "created": _("%(count)d created"),
    "updated": _("%(count)d updated"),
    "unchanged": _("%(count)d unchanged"),
    "unavailable": _("%(count)d unavailable"),
}
NUMBERS = {
    "live": _("live products now"),
    "would_remain": _("of these would remain"),
    "lost": _("would be lost"),
    "new": _("new products"),
    "seen": _("rows in the file"),
    "rows": _("usable rows"),
    "rejected": _("rejected rows"),
}


@admin.register(Feed)
class FeedAdmin(JobStateAdmin[Feed]):
    """A shop's feed: saving one with a file imports it."""

    form = FeedForm
    change_form_template = "admin/shopping/feed/change_form.html"
    list_display = ("name", "state_shown", "live_count", "products_count", "imported", "reason")
    list_filter = ("state",)
    search_fields = ("name",)
    readonly_fields = ("work",)
    formfield_overrides: ClassVar = {FileField: {"widget": FileInput}}  # the kept file has no address to link to
    actions = ("import_again", "accept", "discard")
    job_kinds = ("import_feed", "embed")
    outcome_template = "admin/shopping/_feed_outcome.html"

    class Media:
        css: ClassVar = {"all": ("css/admin-feeds.css",)}

    def get_fields(self, request: HttpRequest, obj: Feed | None = None) -> Any:
        """No work has been done for a new feed."""
        fields = ("name", "shop_url", "format", "currency", "max_loss", "file")
        return ("work", *fields) if obj is not None else fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        """With the numbers of products, in the same query."""
        live = Count("products", filter=Q(products__available=True))
        return super().get_queryset(request).annotate(products_count=Count("products"), live_count=live)

    def get_urls(self) -> list[URLPattern]:
        """With one address for each decision."""
        decisions = {"accept": self.accept_view, "discard": self.discard_view, "columns": self.columns_view}
        own = [
            address(f"<int:feed_id>/{name}/", self.admin_site.admin_view(view), name=f"shopping_feed_{name}")
            for name, view in decisions.items()
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=_("products"), ordering="products_count")
    def products_count(self, feed: Feed) -> int:
        """How many there are, those that are no longer to be had too."""
        return getattr(feed, "products_count", 0)

    @admin.display(description=_("live"), ordering="live_count")
    def live_count(self, feed: Feed) -> int:
        """How many can be shown."""
        return getattr(feed, "live_count", 0)

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, feed: Feed) -> SafeString:
        """In its colour."""
        return format_html('<span class="feed-state is-{}">{}</span>', feed.state, feed.get_state_display())

    def save_model(self, request: HttpRequest, obj: Feed, form: ModelForm[Feed], change: bool) -> None:
        """Keep it; a new file, or another way of reading it, is imported."""
        if not change or {"file", "format", "shop_url", "currency"} & set(form.changed_data):
            feed_receive(obj)
            told = gettext("The import is queued; this page shows its report when it is done.")
            self.message_user(request, told)
        else:
            super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Feed) -> None:
        """With its files."""
        feeds_delete([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """With their files."""
        feeds_delete(list(queryset))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With what the feed waits for."""
        feed = kwargs.get("obj")
        if isinstance(feed, Feed) and feed.pk:
            context |= {"feed": feed, "state_badge": self.state_shown(feed), "numbers": numbers_of(feed)}
            newest = Path(feed.file.name or feed.path).name
            context |= {"limit": percent(max_loss_of(feed)), "newest": newest}
            if feed.state == Feed.State.COLUMNS:
                context |= {"columns_form": FeedColumnsForm(feed), "preview": preview(feed)}
        return super().render_change_form(request, context, *args, **kwargs)

    def outcome(self, feed: Feed) -> dict[str, Any]:
        """The last import's report, and how many products there are."""
        return {"feed": feed, "report": self.report(feed), "products": feed.products.count()}

    def report(self, feed: Feed) -> str:
        """Counts, and one line for each row that was rejected or has to do without something."""
        job = job_latest("import_feed", feed.pk)
        if job is None or not job.result:
            return ""
        return format_html("{}{}", report_of(job), self._doubts(feed))

    def _doubts(self, feed: Feed) -> str:
        """Titles that do not seem to fit their pictures, as the newest look at them found."""
        job = job_latest("embed", feed.pk)
        doubts = job.result.get("doubts", []) if job is not None and job.result else []
        if not doubts:
            return ""
        lines = format_html_join("", "<li>{}: {} ({})</li>", ((d["id"], d["reason"], d["agreement"]) for d in doubts))
        return format_html("<p>{}</p><ul>{}</ul>", gettext("To look at:"), lines)

    @admin.action(description=_("Import again"), permissions=["change"])
    def import_again(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Queue the import of the same file; rows that did not change stay as they are."""
        for feed in queryset:
            job_queue("import_feed", feed.pk)
        told = ngettext("Queued %(count)d; see Jobs.", "Queued %(count)d; see Jobs.", len(queryset))
        self.message_user(request, told % {"count": len(queryset)})

    @admin.action(description=_("Accept the held file"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Apply what is held, whatever it loses."""
        self._decide(request, queryset, feed_accept, gettext("Queued: %(name)s."))

    @admin.action(description=_("Discard the held file"), permissions=["change"])
    def discard(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Stay with what is live."""
        self._decide(request, queryset, feed_discard, gettext("Discarded: %(name)s."))

    def accept_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Apply the file that is held, once."""
        return self._decided(request, feed_id, feed_accept, gettext("The import of the held file is queued: %(name)s."))

    def discard_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Drop the file that waits."""
        return self._decided(request, feed_id, feed_discard, gettext("Discarded; what is live stays: %(name)s."))

    def columns_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Keep what the columns mean, and import the file or show what would come of it."""
        form = FeedColumnsForm(get_object_or_404(Feed, pk=feed_id), request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        if "preview" in request.POST or not form.is_valid():
            return self._decided(request, feed_id, lambda feed: feed_columns_keep(feed, form.mapping()), "")
        done = gettext("The import is queued: %(name)s.")
        return self._decided(request, feed_id, lambda feed: feed_columns_confirm(feed, form.mapping()), done)

    def _decided(self, request: HttpRequest, feed_id: int, decide: Callable[[Feed], object], done: str) -> HttpResponse:
        """Do one thing to one feed, and go back to its page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        feed = get_object_or_404(Feed, pk=feed_id)
        if not self.has_change_permission(request, feed):
            raise PermissionDenied
        self._decide(request, [feed], decide, done)
        return HttpResponseRedirect(reverse("admin:shopping_feed_change", args=[feed_id]))

    def _decide(
        self, request: HttpRequest, feeds: QuerySet[Feed] | list[Feed], decide: Callable[[Feed], object], done: str
    ) -> None:
        for feed in feeds:
            try:
                decide(feed)
                if done:
                    self.message_user(request, done % {"name": feed.name})
            except UserError as error:
                self.message_user(request, str(error), messages.ERROR)


def numbers_of(feed: Feed) -> list[tuple[StrOrPromise, int]]:
    """(name, count) of what a held import would do, for people."""
    return [(name, feed.numbers[key]) for key, name in NUMBERS.items() if key in feed.numbers]


def report_of(job: Job) -> SafeString:
    """An import's counts, then its rejected rows and warnings, those that are not shown counted."""
    result = job.result
    counts = [words % {"count": result[key]} for key, words in COUNTS.items() if key in result]
    if held := result.get("held"):
        counts.append(gettext("%(count)d held") % {"count": held["rows"]})
    refused, warned = result.get("rejected", []), result.get("warnings", [])
    rejected_total = result.get("rejected_total", len(refused))
    total = rejected_total + result.get("warnings_total", len(warned))
    shown = [*refused, *warned][:MAX_SHOWN]
    lines = format_html_join("", "<li>{}</li>", ((line_of(row),) for row in shown))
    more = ""
    if total > len(shown):
        rows = reverse("admin:jobs_jobreportrow_changelist")
        words = gettext("All %(count)d rows") % {"count": total}
        more = format_html('<a href="{}?job__id__exact={}">{}</a>', rows, job.pk, words)
    counts.append(gettext("%(count)d rejected") % {"count": rejected_total})
    return format_html('{}<ul class="feed-rows">{}</ul>{}', ", ".join(counts), lines, more)
