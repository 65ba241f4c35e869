"""What leads a long period, found from its months, is what summing up all of its days finds."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import Sum
from pytest_django import DjangoAssertNumQueries

from shopping.insights import leaders as finding
from shopping.insights.leaders import leaders
from shopping.insights.periods import Period, last_days
from shopping.models import Figures
from trendflix.bench.month_figures import months_fill

Of = Figures.Dimension
TODAY = date(2026, 11, 20)
YEAR = last_days(365, TODAY)


@pytest.fixture
def sold(db: None) -> None:
    """Two years of sixty products: the further down, the rarer; what led the first year is gone in the second."""
    chance = Random(7)  # noqa: S311 - made figures
    days = [YEAR.before.first + timedelta(days=number) for number in range(0, 730, 3)]
    Figures.objects.bulk_create(
        Figures(day=day, dimension=Of.PRODUCT, key=str(rank), clicked=chance.randint(0, 4000 // rank))
        for day in days
        for rank in range(1, 61)
        if (rank > 3 or day < YEAR.first)
    )
    months_fill(days[0], days[-1])


def of_days(period: Period, limit: int) -> Iterator[str]:
    """The first keys by the sums of days."""
    rows = Figures.objects.filter(dimension=Of.PRODUCT, day__range=(period.first, period.last)).order_by()
    return iter(
        rows.values("key").annotate(sum=Sum("clicked")).order_by("-sum", "key").values_list("key", flat=True)[:limit]
    )


@pytest.mark.parametrize("days", [61, 90, 200, 365])
def test_the_leaders_are_those_of_the_days(sold: None, days: int) -> None:
    for period in (last_days(days, TODAY), last_days(days, TODAY).before):
        found = leaders(Of.PRODUCT, period, "clicked", 10)
        assert found is not None and [key for key, _scope in found] == list(of_days(period, 10))


def test_few_rows_are_read_of_many(sold: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(8):  # the seeds, their months and days, candidates, theirs
        assert leaders(Of.PRODUCT, YEAR, "clicked", 10)


def test_where_all_have_as_little_they_are_summed_up_instead(sold: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert leaders(Of.PRODUCT, YEAR, "saved", 10) is None
    assert leaders(Of.PRODUCT, YEAR, "clicked", 100) is None, "fewer than are asked for"
    assert leaders(Of.PRODUCT, last_days(20, TODAY), "clicked", 10) is None, "no whole month"
    monkeypatch.setattr(finding, "MAX_ROWS", 10)
    assert leaders(Of.PRODUCT, YEAR, "clicked", 10) is None


@pytest.mark.parametrize(
    ("first", "last", "months", "beside"),
    [
        ((2026, 1, 1), (2026, 3, 31), 3, []),
        ((2026, 1, 2), (2026, 3, 30), 1, [30, 30]),
        ((2026, 2, 1), (2026, 3, 5), 1, [5]),
        ((2026, 2, 2), (2026, 2, 27), 0, [26]),
        ((2025, 12, 31), (2026, 1, 31), 1, [1]),
    ],
)
def test_a_period_is_whole_months_and_the_days_beside(
    first: tuple[int, int, int], last: tuple[int, int, int], months: int, beside: list[int]
) -> None:
    period = Period(date(*first), date(*last))
    assert len(period.whole_months()) == months and [rest.days for rest in period.beside_months()] == beside
