"""Feeds in the admin: where each comes from and stands, what it waits for, the report of its import."""

from pathlib import Path
from typing import Any, ClassVar, cast

from django.contrib import admin
from django.db.models import Count, FileField, Q, QuerySet
from django.forms import FileInput, ModelForm, Script
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shopping.admin.feed_chart import chart_of
from shopping.admin.feed_outcome import numbers_of, report_html
from shopping.admin.feed_pages import FeedPages, mapping_context
from shopping.feeds.fetching.credentials import shown_address
from shopping.feeds.fetching.saving import feed_save
from shopping.feeds.imports.holds import max_loss_of
from shopping.feeds.imports.requests import feeds_delete
from shopping.feeds.selectors import pictures_failing, rollbacks_of, runs_of, standing_of
from shopping.forms import FeedForm
from shopping.models import Feed
from trendflix.core.locales.formats import percent
from trendflix.jobs.live import JobStateAdmin

CHART_RUNS = 60


@admin.register(Feed)
class FeedAdmin(FeedPages, JobStateAdmin[Feed]):
    """A shop's feed: saving one with a new source, or another way of reading it, imports it."""

    form = FeedForm
    change_form_template = "admin/shopping/feed/change_form.html"
    list_display = ("name", "state_shown", "live_count", "products_count", "origin", "imported", "next_run", "why")
    list_filter = ("state", "origin", "is_paused")
    search_fields = ("name",)
    readonly_fields = ("work",)
    formfield_overrides: ClassVar = {FileField: {"widget": FileInput}}  # the kept file has no address to link to
    job_kinds = ("fetch_feed", "import_feed", "embed", "pictures_retry")
    outcome_template = "admin/shopping/_feed_outcome.html"

    class Media:
        css: ClassVar = {"all": ("css/admin-feeds.css",)}
        js: ClassVar = (Script("js/admin-feeds.js", type="module"),)

    def get_fieldsets(self, request: HttpRequest, obj: Feed | None = None) -> Any:
        """Where it comes from, how it is read, what is made of it; no work has been done for a new feed."""
        work = [(None, {"fields": ("work",)})] if obj is not None else []
        source = ("name", "origin", "file", "url", "username", "password", "location", "interval")
        return [
            *work,
            (_("Source"), {"fields": source, "classes": ("feed-source",)}),
            (_("Reading"), {"fields": ("format", "shop_url", "currency", "language", "country")}),
            (_("Rules"), {"fields": ("max_loss", "disclosure", "affiliate", "boost")}),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        """With the numbers of products, in the same query."""
        live = Count("products", filter=Q(products__available=True))
        return super().get_queryset(request).annotate(products_count=Count("products"), live_count=live)

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
        standing = standing_of(feed)
        return format_html('<span class="feed-state is-{}">{}</span>', standing.name, standing.label)

    @admin.display(description=_("reason"))
    def why(self, feed: Feed) -> str:
        """Why it is held, failed or late."""
        return standing_of(feed).reason

    def save_model(self, request: HttpRequest, obj: Feed, form: ModelForm[Feed], change: bool) -> None:
        """Keep it, and import what has to be."""
        said = cast(FeedForm, form)
        changed = set(said.changed_data) if change else set(said.fields)
        if feed_save(obj, changed, said.sign_in) is not None:
            told = gettext("The import is queued; this page shows its report when it is done.")
            self.message_user(request, told)

    def delete_model(self, request: HttpRequest, obj: Feed) -> None:
        """With its files."""
        feeds_delete([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """With their files."""
        feeds_delete(list(queryset))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With where the feed stands, and what it waits for."""
        feed = kwargs.get("obj")
        if isinstance(feed, Feed) and feed.pk:
            context |= self._glance(feed)
            if feed.state == Feed.State.COLUMNS:
                context |= mapping_context(feed)
        return super().render_change_form(request, context, *args, **kwargs)

    def _glance(self, feed: Feed) -> dict[str, Any]:
        runs = runs_of(feed, CHART_RUNS)
        return {
            "feed": feed,
            "here": "change",
            "standing": standing_of(feed),
            "state_badge": self.state_shown(feed),
            "source": shown_address(feed.url) if feed.origin == Feed.Origin.URL else feed.location,
            "numbers": numbers_of(feed),
            "limit": percent(max_loss_of(feed)),
            "newest": Path(feed.file.name or feed.path).name,
            "chart": chart_of(runs),
            "back": rollbacks_of(feed).first(),
            "pictures": pictures_failing(feed),
        }

    def outcome(self, feed: Feed) -> dict[str, Any]:
        """The last import's report, and how many products there are."""
        return {"feed": feed, "report": report_html(feed), "products": feed.products.count()}
