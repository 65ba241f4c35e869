"""Seasons for administrators."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.admin.rows import LongListAdmin
from catalog.models import Season, Title


@admin.register(Season)
class SeasonAdmin(LongListAdmin[Season]):
    """Seasons of shows; 0 holds specials."""

    list_display = ("show", "number", "name")
    list_select_related = ("show",)
    search_fields = ("show__name", "name")
    autocomplete_fields = ("show",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        """With the show, which every name of a season holds, in lists to choose from too."""
        return super().get_queryset(request).select_related("show")


class SeasonInline(admin.TabularInline[Season, Title]):
    """The seasons of a show."""

    model = Season
    extra = 0
    verbose_name_plural = _("seasons (0 holds specials)")
