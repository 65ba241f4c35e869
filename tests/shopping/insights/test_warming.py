"""The first view of a year finds its tables looked up."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shopping.insights.asked import asked_of
from shopping.insights.dashboard import dashboard, table
from shopping.insights.warming import rankings_warm
from shopping.models import Figures, Product
from trendflix.bench.month_figures import months_fill
from trendflix.core.pending import pending_write

Of = Figures.Dimension


@pytest.fixture
def clicked(product: Product) -> Product:
    """A product that was clicked today; nothing is looked up yet."""
    cache.clear()
    today = timezone.now().date()
    for dimension, key in ((Of.ALL, ""), (Of.PRODUCT, str(product.pk))):
        Figures.objects.create(day=today, dimension=dimension, key=key, clicked=3)
    months_fill(today, today)
    return product


def test_what_rolls_up_events_looks_up_one_table_at_a_time_and_each_once_an_hour(clicked: Product) -> None:
    asked_for = [pending_write().get("rankings", 0) for _ in range(19)]
    assert asked_for == [1] * 18 + [0], "nine tables of 90 days, and of a year"


@pytest.mark.parametrize("days", ["90", "365"])
def test_the_first_view_of_a_long_period_looks_nothing_up(
    clicked: Product, days: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert rankings_warm(100) == 18
    asked = asked_of({"days": days, "table": "product"}, timezone.now().date())
    with django_assert_max_num_queries(5):  # counts of months and of days beside, names, what they earned
        assert [line.counts["clicked"] for line in table(asked, 50)] == [3]
    assert [line.name for line in dashboard(asked).lines] == [clicked.title]


def test_a_site_without_figures_has_nothing_to_look_up(db: None) -> None:
    assert rankings_warm() == 0
