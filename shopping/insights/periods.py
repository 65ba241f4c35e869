"""Spans of days that figures are shown for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate

DAY = timedelta(days=1)
PRESETS = (7, 30, 90, 365)
DEFAULT_DAYS = 30
MAX_DAYS = 3 * 366
MAX_DIGITS = 5
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)
"""Further off the calendar ends: there is no period before, or no month after."""
MAX_POINTS = 100
"""More points than that say less on a chart than sums of several days."""


def month_after(day: date) -> date:
    """The first day of the month after that of a day."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days in UTC, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """As many days just before it."""
        return Period(self.first - self.days * DAY, self.first - DAY)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins, and when the day after it does."""
        begin = datetime.combine(self.first, time(), UTC)
        return begin, begin + self.days * DAY

    def whole_months(self) -> list[date]:
        """The first day of each month that lies wholly in it."""
        month = self.first if self.first.day == 1 else month_after(self.first)
        months = []
        while (after := month_after(month)) <= self.last + DAY:
            months.append(month)
            month = after
        return months

    def beside_months(self) -> "list[Period]":
        """Its days that are of no whole month: two spans at most."""
        months = self.whole_months()
        if not months:
            return [self]
        spans = [Period(self.first, months[0] - DAY), Period(month_after(months[-1]), self.last)]
        return [one for one in spans if one.first <= one.last]

    @property
    def step(self) -> int:
        """Days that one point of a chart stands for: 1, 7, or more."""
        return 1 if self.days <= MAX_POINTS else 7 * -(-self.days // (7 * MAX_POINTS))

    def lengths(self) -> list[int]:
        """The days of each point; the first one has those too that make no whole step."""
        count = self.days // self.step
        return [self.days - (count - 1) * self.step] + [self.step] * (count - 1)

    def starts(self) -> list[date]:
        """The first day of each point."""
        return [self.first + days * DAY for days in accumulate([0, *self.lengths()[:-1]])]

    def point_of(self, day: date) -> int:
        """The number of the point that a day of the period belongs to."""
        return max(0, ((day - self.first).days - self.days % self.step) // self.step)


def last_days(days: int, today: date) -> Period:
    """The period of so many days that ends today."""
    return Period(today - (days - 1) * DAY, today)


def period_of(sent: dict[str, str], today: date) -> Period:
    """The period that ``days``, or ``from`` and ``to`` (ISO 8601), name; the last 30 days where they name none."""
    try:
        period = Period(date.fromisoformat(sent["from"]), date.fromisoformat(sent["to"]))
    except (KeyError, ValueError):
        sent_days = sent.get("days", "")
        days = int(sent_days) if sent_days.isdecimal() and len(sent_days) <= MAX_DIGITS else 0
        return last_days(days if 0 < days <= MAX_DAYS else DEFAULT_DAYS, today)
    is_told = 0 < period.days <= MAX_DAYS and EARLIEST <= period.first <= period.last <= LATEST
    return period if is_told else last_days(DEFAULT_DAYS, today)
