"""Money and shares as the active language writes them, by Unicode's CLDR (Babel)."""

import re
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency, format_percent
from django.conf import settings
from django.utils.translation import get_language


def babel_locale() -> Locale:
    """The active language's locale; that of the site where CLDR does not know the language or none is active."""
    return _locale(get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=64)
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(settings.LANGUAGE_CODE, sep="-")


def money(amount: Decimal, currency: str) -> str:
    """An amount in a currency (ISO 4217): $75.00, 75,00 €."""
    return format_currency(amount, currency, locale=babel_locale())


def percent(share: float) -> str:
    """A share (0..1) in whole percent: 50%, 50 %."""
    return format_percent(share, locale=babel_locale())


def money_round(amount: float, currency: str) -> str:
    """The same in whole units, for bounds: $50, 50 €."""
    locale = babel_locale()
    return format_currency(amount, currency, format=_whole(locale), locale=locale, currency_digits=False)


@lru_cache(maxsize=64)
def _whole(locale: Locale) -> str:
    """The locale's pattern of money without decimals."""
    return re.sub(r"0\.0+", "0", locale.currency_formats["standard"].pattern)
