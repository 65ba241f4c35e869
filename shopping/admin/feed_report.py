"""The report of a feed's run with the products that its rows became, a page at a time, and as CSV."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.urls import reverse

from shopping.models import Feed, Product
from trendflix.core.paging import CappedPaginator
from trendflix.core.sheets import MARK, safe_cell
from trendflix.jobs.models import JobReportRow

PAGE_ROWS = 100
CHUNK = 2_000


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text."""
        return text


def report_page(feed: Feed, rows: QuerySet[JobReportRow], number: str) -> Page[Any]:
    """One page of rows, each with ``product``, the address of what its item became, where it is a product."""
    page = CappedPaginator(rows, PAGE_ROWS).get_page(number)
    items = {row.item for row in page if row.item}
    known = dict(Product.objects.filter(feed=feed, product_id__in=items).values_list("product_id", "pk"))
    for row in page:
        pk = known.get(row.item)
        row.product = reverse("admin:shopping_product_change", args=[pk]) if pk else ""
    return page


def report_csv(feed: Feed, rows: QuerySet[JobReportRow]) -> StreamingHttpResponse:
    """All rows as CSV with a byte order mark, sent as they are read."""
    lines = (csv.writer(Echo()).writerow([safe_cell(cell) for cell in row]) for row in _cells(rows))
    response = StreamingHttpResponse(chain([MARK], lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{feed.slug[:60]}-report.csv"'
    return response


def _cells(rows: QuerySet[JobReportRow]) -> Iterator[list[str]]:
    yield ["line", "id", "level", "reason"]
    for row in rows.iterator(chunk_size=CHUNK):
        yield [str(row.line or ""), row.item, row.level, row.reason]
