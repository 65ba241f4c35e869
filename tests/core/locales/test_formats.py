"""Money and lengths in the reader's language."""

from decimal import Decimal

import pytest
from django.utils import translation

from trendflix.core.locales.formats import babel_locale, duration, money


@pytest.mark.parametrize(
    ("language", "amount", "currency", "shown"),
    [
        ("en", "1234.5", "USD", "$1,234.50"),
        ("de", "1234.5", "EUR", "1.234,50\xa0€"),
        ("de", "75", "USD", "75,00\xa0$"),
        ("de", "1200", "JPY", "1.200\xa0¥"),
        ("de", "3.125", "KWD", "3,125\xa0KWD"),
    ],
)
def test_money_is_written_as_the_language_does(language: str, amount: str, currency: str, shown: str) -> None:
    with translation.override(language):
        assert money(Decimal(amount), currency) == shown


def test_a_language_that_cldr_does_not_know_is_written_as_the_sites() -> None:
    with translation.override("x-none"):
        assert str(babel_locale()) == "en"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (90, "2 min"), (3570, "1 h"), (5520, "1 h 32 min"), (7200, "2 h")],
)
def test_lengths_have_the_units_that_matter(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_a_length_is_written_in_german() -> None:
    with translation.override("de"):
        assert duration(5520) == "1 Std. 32 Min."
