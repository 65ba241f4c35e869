"""Money and durations as the active language writes them, money by Unicode's CLDR (Babel)."""

from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_currency
from django.conf import settings
from django.utils.translation import get_language, gettext


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


def duration(seconds: float) -> str:
    """A length for people: 48 s, 7 min, 1 h 32 min."""
    if round(seconds) < 60:
        return gettext("%(seconds)d s") % {"seconds": round(seconds)}
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    if not minutes:
        return gettext("%(hours)d h") % {"hours": hours}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
