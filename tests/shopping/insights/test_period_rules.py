"""Periods of days, and the charts that are drawn of them: each day once, whatever is asked for."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from shopping.insights.charts import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, line_chart, round_up
from shopping.insights.chosen import Chosen
from shopping.insights.figures import series, totals
from shopping.insights.lines import Line
from shopping.insights.periods import DEFAULT_DAYS, MAX_DAYS, MAX_POINTS, Period, last_days, month_after, period_of
from shopping.models import Figures

TODAY = date(2026, 7, 15)
DAY = timedelta(days=1)


def random_period(seed: int) -> Period:
    """Of one day to three years."""
    chance = Random(seed)  # noqa: S311 - repeatable, and hides nothing
    first = date(2023, 1, 1) + chance.randrange(1200) * DAY
    return Period(first, first + chance.choice([0, 1, 27, 30, 58, 99, 100, 364, chance.randrange(MAX_DAYS)]) * DAY)


def days_of(period: Period) -> list[date]:
    """Each day of a period."""
    return [period.first + number * DAY for number in range(period.days)]


@pytest.mark.parametrize("seed", range(40))
def test_each_day_is_in_one_whole_month_or_beside_them_and_in_one_point_of_the_chart(seed: int) -> None:
    period = random_period(seed)
    found = [day for month in period.whole_months() for day in days_of(Period(month, month_after(month) - DAY))]
    found += [day for rest in period.beside_months() for day in days_of(rest)]
    assert sorted(found) == days_of(period)
    starts, lengths = period.starts(), period.lengths()
    points = [period.point_of(day) for day in days_of(period)]
    assert points == [number for number, length in enumerate(lengths) for _ in range(length)]
    assert [days_of(period)[points.index(number)] for number in range(len(starts))] == starts
    assert len(starts) <= MAX_POINTS and (period.step == 1 or period.step % 7 == 0)
    assert set(lengths[1:]) <= {period.step} and period.step <= lengths[0] < 2 * period.step
    assert (period.before.days, period.before.last) == (period.days, period.first - DAY)


@pytest.mark.parametrize(
    ("days", "step"), [(1, 1), (MAX_POINTS, 1), (MAX_POINTS + 1, 7), (7 * MAX_POINTS, 7), (7 * MAX_POINTS + 1, 14)]
)
def test_a_chart_has_days_then_weeks_then_two(days: int, step: int) -> None:
    assert last_days(days, TODAY).step == step


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 1, 1), date(2026, 2, 1)),
        (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 2, 28), date(2026, 3, 1)),
        (date(2024, 2, 29), date(2024, 3, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_the_month_after_begins_on_its_first_day(day: date, after: date) -> None:
    assert month_after(day) == after


def test_a_period_is_from_midnight_to_midnight_in_utc() -> None:
    begin, end = Period(date(2026, 3, 29), date(2026, 3, 29)).moments
    assert (begin, end) == (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("sent", "days"),
    [
        ({"days": "1"}, 1),
        ({"days": str(MAX_DAYS)}, MAX_DAYS),
        ({"days": str(MAX_DAYS + 1)}, DEFAULT_DAYS),
        ({"days": "0"}, DEFAULT_DAYS),
        ({"days": "٧"}, 7),
        ({"days": "007"}, 7),
        ({"days": "²"}, DEFAULT_DAYS),
        ({"days": "0003099999999"}, DEFAULT_DAYS),
        ({"days": "00007" * 9}, DEFAULT_DAYS),
        ({"days": " 7"}, DEFAULT_DAYS),
        ({"from": "2026-07-01"}, DEFAULT_DAYS),
        ({"from": "2026-07-01", "days": "7"}, 7),
        ({"from": "2026-07-01", "to": "2026-07-01", "days": "7"}, 1),
        ({"from": "2026-07-02", "to": "2026-07-01"}, DEFAULT_DAYS),
        ({"from": "2023-07-15", "to": "2026-07-16"}, MAX_DAYS),
        ({"from": "2023-07-14", "to": "2026-07-16"}, DEFAULT_DAYS),
        ({"from": "0001-01-01", "to": "0001-01-02"}, DEFAULT_DAYS),
        ({"from": "9999-12-01", "to": "9999-12-31"}, DEFAULT_DAYS),
    ],
)
def test_a_period_is_what_is_sent_within_bounds_or_thirty_days(sent: dict[str, str], days: int) -> None:
    period = period_of(sent, TODAY)
    assert period.days == days and period.before.days == days and period.moments and period.starts()
    assert period.whole_months() is not None


@pytest.mark.parametrize(
    ("value", "top"),
    [
        (0, 4),
        (4, 4),
        (4.1, 8),
        (8, 8),
        (9, 20),
        (20, 20),
        (21, 40),
        (80.5, 200),
        (200, 200),
        (201, 400),
        (10**9, 2 * 10**9),
    ],
)
def test_a_scale_ends_at_the_next_round_number(value: float, top: int) -> None:
    assert round_up(value) == top and top % 4 == 0


def test_a_line_goes_from_edge_to_edge_and_from_nought_to_the_top_of_its_scale() -> None:
    chart = line_chart([0, 10, 20], [20, 0, 5, 7, 9], ["a", "b", "c"])
    middle = (LEFT + WIDTH - 8) / 2
    base, half = HEIGHT - BOTTOM, (HEIGHT - BOTTOM + TOP) / 2
    assert chart.points == f"{LEFT:.1f},{base:.1f} {middle:.1f},{half:.1f} {WIDTH - 8:.1f},{TOP:.1f}"
    assert chart.before.split()[0] == f"{LEFT:.1f},{TOP:.1f}" and len(chart.before.split()) == 3
    assert [(tick.at, tick.label) for tick in chart.axis] == [(LEFT, "a"), (middle, "b"), (WIDTH - 8, "c")]
    assert [tick.at for tick in chart.grid] == [base - part * (base - TOP) / 4 for part in range(5)]


@pytest.mark.parametrize(("count", "labels"), [(0, []), (1, ["0"]), (2, ["0", "1"]), (4, ["0", "2", "3"])])
def test_a_chart_of_few_points_names_each_once(count: int, labels: list[str]) -> None:
    chart = line_chart([1.0] * count, [], [str(number) for number in range(count)])
    assert [tick.label for tick in chart.axis] == labels and len(chart.points.split()) == count
    assert chart.before == "" and chart.grid[-1].label == "4"


def test_the_larger_of_two_periods_sets_the_scale() -> None:
    assert line_chart([1], [500], ["a"]).grid[-1].label == "800"


@pytest.mark.parametrize(("seen", "clicked", "rate"), [(0, 0, None), (0, 5, None), (4, 1, 0.25), (4, 0, 0.0)])
def test_a_rate_of_what_nobody_saw_is_not_told(seen: int, clicked: int, rate: float | None) -> None:
    assert Line("k", {"cards_seen": seen, "clicked": clicked}).click_through == rate


def test_sums_and_means_are_of_the_days_of_the_period_alone(db: None) -> None:
    period = Period(TODAY - 105 * DAY, TODAY)  # 106 days: a first point of eight, then weeks
    for day, clicked in ((-106, 1000), (-105, 8), (-98, 16), (-97, 70), (0, 7), (1, 1000)):
        Figures.objects.create(day=TODAY + day * DAY, dimension="all", key="", clicked=clicked)
    Figures.objects.create(day=TODAY, dimension="brand", key="Acme", clicked=500)
    found = series(Chosen(), period, "clicked")
    assert (found[0], found[1], found[-1], len(found)) == (3.0, 10.0, 1.0, 15) and not any(found[2:-1])
    assert totals(Chosen(), period)["clicked"] == 101 and totals(Chosen(), period)["saved"] == 0
    assert set(totals(Chosen(), Period(TODAY - 300 * DAY, TODAY - 200 * DAY)).values()) == {0}
