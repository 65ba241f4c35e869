"""What viewers turned down: rows to look at, and a count and a filter for the list of matches."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.filters import one_title
from shopping.models import Dislike, Match
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly

OF_MATCH = {"garment": OuterRef("garment"), "product": OuterRef("product")}


def dislikes_count() -> Coalesce:
    """For the annotation of matches: how many viewers said "not like it"."""
    rows = Dislike.objects.filter(**OF_MATCH).order_by().values("garment").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


class TurnedDown(admin.SimpleListFilter):
    """Matches that a viewer turned down, for the queue of those who review."""

    title = _("not like it")
    parameter_name = "turned_down"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """By at least one viewer, or by none."""
        return [("yes", gettext("by a viewer")), ("no", gettext("by nobody"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Match]) -> QuerySet[Match]:
        """Those that answer the choice."""
        if self.value() not in ("yes", "no"):
            return queryset
        is_turned_down = Exists(Dislike.objects.filter(**OF_MATCH))
        return queryset.filter(is_turned_down if self.value() == "yes" else ~is_turned_down)


@admin.register(Dislike)
class DislikeAdmin(ReadOnly, admin.ModelAdmin[Dislike]):
    """One viewer's word on one match; whose it was is nobody's to read."""

    list_display = ("created", "garment", "product")
    exclude = ("viewer",)
    list_filter = ("created", one_title("garment__analysis__video__title"))
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_select_related = ("garment", "product")
    search_fields = ("product__title", "garment__analysis__video__title__name")
