"""Prices as shops write them."""

import re
from decimal import Decimal
from functools import cache

from babel import Locale
from price_parser import Price

SYMBOLS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "¥": "JPY",
    "zł": "PLN",
    "₩": "KRW",
    "R$": "BRL",
    "Rs": "INR",
    "Rs.": "INR",
}
CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
EXACT = re.compile(r"(\d+(?:\.\d+)?) ?([A-Za-z]{3})")
HIGHEST = Decimal("9999999999.99")
CENT = Decimal("0.01")


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes that can be shown to people."""
    return frozenset(Locale("en").currencies)


def price_of(text: str) -> tuple[Decimal, str]:
    """(amount, ISO 4217 code) of "15.00 USD", "€ 12,50", "1.799,00 EUR". Raises ``ValueError`` with the reason."""
    exact = EXACT.fullmatch(text.strip())
    parsed = Price(Decimal(exact[1]), exact[2], exact[1]) if exact else Price.fromstring(text)
    if (
        parsed.amount is None
        or not any(map(str.isdigit, text))
        or text.strip().startswith("-")
        or not 0 <= parsed.amount <= HIGHEST
    ):
        raise ValueError(f"{text[:40]!r} is no price")
    codes = [code for code in (found.upper() for found in CODE.findall(text)) if code in currencies()]
    currency = codes[0] if codes else SYMBOLS.get(parsed.currency or "", "")
    if not currency:
        raise ValueError(f"{text[:40]!r} names no currency")
    return parsed.amount.quantize(CENT), currency
