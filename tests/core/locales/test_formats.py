"""Money and shares in the reader's language."""

from decimal import Decimal

import pytest
from django.utils import translation

from trendflix.core.locales.formats import babel_locale, money, percent


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


@pytest.mark.parametrize(("language", "shown"), [("en", "35%"), ("de", "35\xa0%")])
def test_shares_are_whole_percent(language: str, shown: str) -> None:
    with translation.override(language):
        assert percent(0.347) == shown
