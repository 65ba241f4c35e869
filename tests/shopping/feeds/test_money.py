"""Prices as shops write them."""

from decimal import Decimal

import pytest

from shopping.feeds.values.money import Habits, habits_of, price_of

DOLLARS = Habits("USD")


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("15.00 USD", "15.00", "USD"), ("€ 12,50", "12.50", "EUR"), ("12.50eur", "12.50", "EUR"),
        ("EUR99.9", "99.90", "EUR"), ("99.90 Euro", "99.90", "EUR"), ("20.00 &euro;", "20.00", "EUR"),
        ("1.299,00 €", "1299.00", "EUR"), ("1 299,00 €", "1299.00", "EUR"), ("1\u202f299,00\u00a0€", "1299.00", "EUR"),
        ("1.234.567,89 EUR", "1234567.89", "EUR"), ("1,234,567.890 USD", "1234567.89", "USD"),
        ("CHF 1'299.00", "1299.00", "CHF"), ("1’299.– CHF", "1299.00", "CHF"), ("299,- €", "299.00", "EUR"),
        ("49:- SEK", "49.00", "SEK"), ("49:90 SEK", "49.90", "SEK"), ("1.299:50 SEK", "1299.50", "SEK"),
        ("12€50", "12.50", "EUR"), ("$.99", "0.99", "USD"), ("49.99", "49.99", "USD"), ("$49", "49.00", "USD"),
        ("US$ 45.00", "45.00", "USD"), ("US $45", "45.00", "USD"), ("A$45.00", "45.00", "AUD"),
        ("CA$ 45", "45.00", "CAD"), ("C$45", "45.00", "CAD"), ("HK$ 45", "45.00", "HKD"), ("NT$1,290", "1290.00", "TWD"),
        ("S$ 39.90", "39.90", "SGD"), ("NZ$ 39.90", "39.90", "NZD"), ("MX$ 499", "499.00", "MXN"),
        ("R$ 199,90", "199.90", "BRL"), ("$ 49.990 COP", "49990.00", "COP"), ("49.990 CLP", "49990", "CLP"),
        ("S/ 99.90", "99.90", "PEN"), ("199,90 zł", "199.90", "PLN"), ("1 299 Kč", "1299.00", "CZK"),
        ("12 990 Ft", "12990.00", "HUF"), ("₺1.299,90", "1299.90", "TRY"), ("1.299,90 TL", "1299.90", "TRY"),
        ("4 990 руб.", "4990.00", "RUB"), ("₽ 4 990", "4990.00", "RUB"), ("₹1,29,999", "129999.00", "INR"),
        ("Rs.1,799/-", "1799.00", "INR"), ("R499", "499.00", "ZAR"), ("RM 59.90", "59.90", "MYR"),
        ("Rp 299.000", "299000.00", "IDR"), ("499.000₫", "499000", "VND"), ("฿590", "590.00", "THB"),
        ("₱1,250.00", "1250.00", "PHP"), ("¥12,800", "12800", "JPY"), ("１２８０円", "1280", "JPY"),
        ("¥128.00 CNY", "128.00", "CNY"), ("12,345,678 KRW", "12345678", "KRW"), ("120 د.إ", "120.00", "AED"),
        ("12.755 KWD", "12.755", "KWD"), ("BHD 12.5", "12.500", "BHD"), ("١٢٫٥٠٠ د.ك", "12.500", "KWD"),
        ("1250 GBp", "12.50", "GBP"), ("20.00 EUR EUR", "20.00", "EUR"), ("49.99 usd/each", "49.99", "USD"),
        ("£12.99 inc. VAT", "12.99", "GBP"), ("DKK 299", "299.00", "DKK"),
    ],
)  # fmt: skip
def test_a_price_is_read_as_it_is_meant(text: str, amount: str, currency: str) -> None:
    found = price_of(text, DOLLARS)
    assert (str(found.amount), found.currency) == (amount, currency)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Free", "no price"), ("USD", "no price"), ("", "no price"), ("-5.00 USD", "negative"), ("(5.00 USD)", "negative"),
        ("20.00 XXX", "'XXX'"), ("12 DEM", "'DEM'"), ("XAU 5", "'XAU'"), ("1e3 USD", "several numbers"),
        ("20..00 USD", "grouped"), ("12.5.3 USD", "grouped"), ("1,2,3 USD", "grouped"), ("19 90 EUR", "grouped"),
        ("2 pairs from $349", "several numbers"), ("12 USD 15 EUR", "several numbers"), ("up to 30 EUR", "no currency"),
        ("19.99 USD - 29.99 EUR", "two currencies"), ("€ 5 USD", "two currencies"), ("299 kr", "may be SEK, NOK, DKK"),
        ("99999999999 USD", "no price"), ("1" + ".299" * 11 + ",50 EUR", "no price"), ("9999999999.999 USD", "no price"),
    ],
)  # fmt: skip
def test_what_is_no_price_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        price_of(text, DOLLARS)


@pytest.mark.parametrize(
    "text", ["from $19.99", "$19.99 - $29.99", "19.99-29.99 USD", "$19.99 to $29.99", "ab 19,99 USD", "od 19,99 USD"]
)
def test_of_a_range_the_lower_end_is_taken_and_said(text: str) -> None:
    found = price_of(text)
    assert (found.amount, found.currency) == (Decimal("19.99"), "USD") and "range" in found.warnings[0]


@pytest.mark.parametrize(
    ("others", "amount"),
    [
        (["12,50 EUR", "9,90 EUR"], "1299.00"),
        (["12.50 EUR", "9.90 EUR"], "1.30"),
        ([], "1299.00"),
        (["7.5 USD"], "1299.00"),
    ],
)
def test_three_digits_behind_a_dot_are_read_as_the_feeds_other_rows_are(others: list[str], amount: str) -> None:
    found = price_of("1.299 EUR", habits_of(others))
    assert str(found.amount) == amount and "two ways" in found.warnings[0]


def test_what_other_rows_say_is_no_doubt_where_the_separator_is_another() -> None:
    assert price_of("1,299 USD", habits_of(["12.50 USD"])).warnings == ()


@pytest.mark.parametrize(
    ("habits", "currency"),
    [(Habits("DKK"), "DKK"), (habits_of(["99 NOK", "5 EUR"]), "NOK"), (habits_of(["99 SEK", "SEK 5", "1 NOK"]), "SEK")],
)
def test_crowns_are_those_of_the_feed(habits: Habits, currency: str) -> None:
    assert price_of("299 kr", habits).currency == currency


def test_an_ambiguous_symbol_is_the_feeds_own_currency() -> None:
    assert price_of("$49", Habits("CAD")).currency == "CAD" and price_of("¥49", Habits("CNY")).currency == "CNY"


def test_a_bare_number_needs_the_feeds_currency() -> None:
    with pytest.raises(ValueError, match="names no currency"):
        price_of("49.90")


def test_more_decimals_than_the_currency_has_are_rounded_and_said() -> None:
    found = price_of("1299.5 JPY")
    assert found.amount == Decimal(1300) and "more decimals than JPY" in found.warnings[0]
