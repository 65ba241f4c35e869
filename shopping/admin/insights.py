"""The page of insights in the admin."""

from typing import Any
from urllib.parse import urlencode

from babel.numbers import get_currency_precision
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from shopping.insights.asked import COLUMNS, Asked, asked_of
from shopping.insights.dashboard import CSV_ROWS, dashboard, table
from shopping.insights.lines import Line
from shopping.insights.periods import PRESETS
from shopping.insights.tables import NEVER_CLICKED, inner_dimensions
from shopping.models import Figures
from trendflix.core.readonly import ReadOnly
from trendflix.core.sheets import csv_response


@admin.register(Figures)
class FiguresAdmin(ReadOnly, admin.ModelAdmin[Figures]):
    """The page of insights, in place of a list of rows."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are written by the roll-up alone."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The dashboard, or its table as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = asked_of(request.GET, timezone.now().date())
        if request.GET.get("format") == "csv":
            return _csv(asked)
        context = self.admin_site.each_context(request) | {
            "title": _("Insights"),
            "opts": self.opts,
            "found": dashboard(asked),
            "tabs": [
                (of, Figures.Dimension(of).label, _query(asked, table=of)) for of in inner_dimensions(asked.chosen)
            ],
            "columns": [(name, COLUMNS[name], _query(asked, order=name)) for name in asked.columns],
            "presets": [(days, _days(asked, days)) for days in PRESETS],
            "query": urlencode(asked.query),
            "query_of_line": urlencode({name: asked.query[name] for name in ("from", "to", "order")}),
            "query_never": _query(asked, never="" if asked.never else "1") if asked.table in NEVER_CLICKED else "",
            "heading": COLUMNS[asked.order],
        }
        return TemplateResponse(request, "admin/shopping/figures/dashboard.html", context)


def _query(asked: Asked, **changes: str) -> str:
    return urlencode({name: value for name, value in (asked.query | changes).items() if value})


def _days(asked: Asked, days: int) -> str:
    kept = {name: value for name, value in asked.query.items() if name not in ("from", "to")}
    return urlencode(kept | {"days": str(days)})


def _csv(asked: Asked) -> HttpResponse:
    """The table of the page, all of its rows."""
    headings = ["key", "name", *COLUMNS, "orders", "earnings"]
    rows = [_csv_row(line) for line in table(asked, CSV_ROWS)]
    period = asked.period
    return csv_response(f"insights-{asked.table}-{period.first}-{period.last}.csv", [headings, *rows])


def _csv_row(line: Line) -> list[Any]:
    earned = " ".join(
        f"{amount:.{get_currency_precision(currency)}f} {currency}"
        for currency, amount in sorted(line.earnings.items())
    )
    return [line.key, line.name, *(line.counts[name] for name in COLUMNS), line.orders, earned]
