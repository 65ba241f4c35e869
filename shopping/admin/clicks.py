"""Visits sent to shops, in the admin."""

from django.contrib import admin

from catalog.filters import OneTitle
from shopping.models import ClickOut
from trendflix.core.paging import CappedPaginator
from trendflix.core.readonly import ReadOnly


@admin.register(ClickOut)
class ClickOutAdmin(ReadOnly, admin.ModelAdmin[ClickOut]):
    """Visits sent to shops; whose they were is nobody's to read."""

    list_display = ("created", "product", "title", "garment")
    exclude = ("user",)
    list_filter = ("created", OneTitle)
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_select_related = ("product", "title", "garment")
    search_fields = ("product__title", "title__name")
