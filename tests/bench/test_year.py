"""The made year that dashboards are measured and looked at with: like a real one, and the same every time."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Sum

from shopping.models import Conversion, Figures
from trendflix.bench.year import year_make
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.site import site_seed
from trendflix.demo.scale.sizes import Sizes
from vision.stamps import Stamps

LAST = date(2026, 3, 31)
FUNNEL = ("rows_seen", "dots_opened", "clicked")


def rows() -> list[dict[str, Any]]:
    """All figures, but for the numbers of their rows."""
    found = Figures.objects.order_by("day", "dimension", "key", "scope")
    return [{**row, "id": 0} for row in found.values()]


@pytest.fixture
def year(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two spans of eight weeks on a small site."""
    monkeypatch.setattr("trendflix.bench.year.DAYS", 56)
    sizes = Sizes(titles=10, films=2, products=100, viewers=0, dimensions=8)
    site_seed(sizes, Stamps("e", "p", "i"), Writer(lambda line: None))
    year_make(LAST)


@pytest.mark.usefixtures("year")
def test_a_made_year_is_a_funnel_with_weekends_whose_parts_add_up() -> None:
    site = Figures.objects.filter(dimension=Figures.Dimension.ALL)
    days = {row.day: row.rows_seen for row in site}
    weekends = [seen for day, seen in days.items() if day.weekday() >= 5]
    assert len(days) == 112 and sum(weekends) / len(weekends) > 1.15 * sum(days.values()) / len(days)
    sums = [site.aggregate(sum=Sum(name))["sum"] for name in FUNNEL]
    assert sums[0] > 3 * sums[1] > 5 * sums[2] > 20 * Conversion.objects.count() > 0
    lately = site.filter(day__gt=LAST - timedelta(days=56)).aggregate(sum=Sum("clicked"))["sum"]
    for dimension in ("product", "shop", "feed", "brand"):
        parts = Figures.objects.filter(dimension=dimension, day__gt=LAST - timedelta(days=56))
        assert parts.aggregate(sum=Sum("clicked"))["sum"] == pytest.approx(lately, rel=0.2), dimension
    assert Conversion.objects.filter(amount__lt=0).exists()


@pytest.mark.usefixtures("year")
def test_the_same_day_makes_the_same_year() -> None:
    before = rows()
    Figures.objects.all().delete()
    Conversion.objects.all().delete()
    year_make(LAST)
    assert rows() == before
