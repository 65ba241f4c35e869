"""How the page of insights writes numbers."""

from decimal import Decimal

from babel.numbers import format_decimal, format_percent
from django import template

from shopping.insights.lines import Line
from trendflix.core.locales.formats import babel_locale, money

register = template.Library()
NOTHING = "–"


@register.filter
def number(value: float | None) -> str:
    """A number as the reader's language writes it: 1,234, 0.5."""
    return NOTHING if value is None else format_decimal(value, locale=babel_locale())


@register.filter
def change(value: float | None) -> str:
    """By how much something grew, with its sign: +12%."""
    if value is None:
        return NOTHING
    return ("+" if value > 0 else "") + format_percent(value, locale=babel_locale())


@register.filter
def share(value: float | None) -> str:
    """A share with one decimal: 2.5%."""
    locale = babel_locale()
    pattern = locale.percent_formats[None].pattern.replace("0", "0.0")
    return NOTHING if value is None else format_percent(value, pattern, locale=locale)


@register.filter
def earned(earnings: dict[str, Decimal]) -> str:
    """Sums of money, one a currency."""
    return " · ".join(money(amount, currency) for currency, amount in sorted(earnings.items())) or NOTHING


@register.filter
def count(line: Line, column: str) -> str:
    """A column of a line."""
    return number(line.counts[column])
