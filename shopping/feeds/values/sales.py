"""Sale prices: what makes one, and when it holds."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext

from shopping.feeds.readers.entries import Fields
from shopping.feeds.values.money import Habits, Money, price_of

DATES = "sale_price_effective_date"
NOTHING = {"", "-", "–", "n/a", "na", "none", "null", "nan", "false", "no", "0", "0.0", "0.00", "0,00"}
ZONE = re.compile(r"\s*([+-]\d{2}):?(\d{2})$")
BETWEEN = re.compile(r"\s*/\s*|\s+(?:to|until|bis|-|–)\s+|\s*,\s*|\s*;\s*")


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale price and the time within which it holds; ``None`` for no price, and for an open end."""

    price: Decimal | None = None
    start: datetime | None = None
    end: datetime | None = None
    warnings: tuple[str, ...] = ()


NO_SALE = Sale()


def sale_of(fields: Fields, price: Money, habits: Habits) -> Sale:
    """The sale that a row announces; one that cannot be read, or saves nothing, is none and has a warning."""
    text = fields.get("sale_price", "").strip()
    if not text:
        return NO_SALE
    try:
        found = price_of(text, habits.beside(price.currency))
        start, end = interval(fields)
        _check(found, price)
    except ValueError as reason:
        return Sale(warnings=(gettext("no sale: sale_price %(reason)s") % {"reason": reason},))
    return Sale(found.amount, start, end, found.warnings)


def _check(found: Money, price: Money) -> None:
    if found.currency != price.currency:
        raise ValueError(
            gettext("is in %(currency)s, the price in %(price_currency)s")
            % {"currency": found.currency, "price_currency": price.currency}
        )
    if not found.amount:
        raise ValueError(gettext("is zero"))
    if found.amount >= price.amount:
        raise ValueError(gettext("is not below the price"))


def interval(fields: Fields) -> tuple[datetime | None, datetime | None]:
    """(start, end) of a sale, from Google's interval (ISO 8601, ``start/end``) or two fields. Raises ``ValueError``."""
    text = fields.get(DATES, "").strip()
    if text:
        parts = BETWEEN.split(text)
        if len(parts) != 2:
            raise ValueError(gettext("has dates that are no interval (%(text)r)") % {"text": text[:60]})
    else:
        parts = [fields.get("sale_start", ""), fields.get("sale_end", "")]
    start, end = moment(parts[0], time.min), moment(parts[1], time.max)
    if start and end and end < start:
        raise ValueError(gettext("ends before it begins (%(text)r)") % {"text": text[:60]})
    return start, end


@lru_cache(maxsize=1_000)
def moment(text: str, day: time) -> datetime | None:
    """A time in UTC; a date alone is its beginning or its end (``day``). Raises ``ValueError``; empty is ``None``."""
    text = text.strip()
    if text.lower() in NOTHING or text == "..":
        return None
    try:
        if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", text):
            return datetime.combine(date.fromisoformat(text), day, UTC)
        read = datetime.fromisoformat(ZONE.sub(r"\1:\2", text))
    except ValueError as error:
        raise ValueError(gettext("has a date that cannot be read (%(text)r)") % {"text": text[:40]}) from error
    try:
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(gettext("has a date that cannot be read (%(text)r)") % {"text": text[:40]}) from error
