"""Admin of film analyses and garments, to look at; garments are changed on the screen of review, by place."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.filters import one_title
from playback.streaming.access import stream_url
from trendflix.accounts.visitors import visitor_of
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly
from vision.filters import one_category
from vision.models import Analysis, Garment


def cutout_column(request: HttpRequest, garment_of: Callable[[Any], Garment]) -> Callable[[Any], str]:
    """A column with garments' cut-outs, at addresses made for whoever asks; a closure, since an admin is shared."""
    visitor = visitor_of(request)

    @admin.display(description=_("worn"))
    def worn(row: Any) -> str:
        garment = garment_of(row)
        if not garment.cutout:
            return "–"
        address = stream_url(garment.analysis.video, visitor, garment.cutout)
        return format_html('<img src="{}" alt="" height="72">', address)

    return worn


@admin.register(Analysis)
class AnalysisAdmin(ReadOnly, admin.ModelAdmin[Analysis]):
    """Analyses of films."""

    list_display = ("video", "frames", "model", "created")
    list_select_related = ("video__title",)
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Analysis]:
        """Without what no list shows."""
        return super().get_queryset(request).defer("shots", "video__probe")


class Matched(admin.SimpleListFilter):
    """Garments by whether anything was matched with them."""

    title = _("product")
    parameter_name = "matched"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """With one, or without."""
        return [("yes", gettext("matched")), ("no", gettext("without a product"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Garment]) -> QuerySet[Garment]:
        """Those that answer the choice; asked for garment by garment, so that a page is found quickly."""
        if self.value() not in ("yes", "no"):
            return queryset
        is_matched = Exists(Garment.objects.filter(pk=OuterRef("pk"), matches__isnull=False))
        return queryset.filter(is_matched if self.value() == "yes" else ~is_matched)


@admin.register(Garment)
class GarmentAdmin(ReadOnly, admin.ModelAdmin[Garment]):
    """Garments with their cut-outs."""

    list_display = ("__str__", "analysis", "category", "score", "first_seen", "seconds", "hidden")
    list_filter = (one_category("category"), "hidden", Matched, one_title("analysis__video__title"))
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_select_related = ()  # and not what Django guesses from the columns
    exclude = ("vector",)
    list_per_page = 50
    search_fields = ("analysis__video__title__name", "category")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Garment]:
        """Without what no list shows. Films are looked up by themselves: SQLite begins a join with them, and sorts."""
        analyses = Analysis.objects.defer("shots", "video__probe").select_related("video__title")
        return super().get_queryset(request).defer("vector").prefetch_related(Prefetch("analysis", analyses))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """The cut-out first."""
        return [cutout_column(request, lambda garment: garment), *self.list_display]
