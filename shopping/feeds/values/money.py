"""Prices as shops write them: "15.00 USD", "1.299,00 €", "CHF 1’299.–", "$19.99 – $29.99".

Numbers are read by price-parser once the decimal separator is known, currencies are those of CLDR (Babel). Nothing is
guessed from words that are not understood: such a price is refused.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import unescape

from django.utils.translation import gettext

from shopping.feeds.values.amounts import NUMBER, Amount, amount_of, plain, resolved
from shopping.feeds.values.currencies import (
    CODE,
    COMMA_DECIMALS,
    HUNDREDTHS,
    KNOWN,
    MIXED,
    SYMBOLS,
    WITHOUT_CENTS,
    choose,
    currencies,
    precision,
)

MAX_AMOUNT = Decimal("9999999999.999")
MAX_TEXT = 100
MAX_REMEMBERED = 8192
"""Texts of prices, which repeat."""
REWRITTEN = (
    (re.compile(r"(?<=\d):(?=\d\d(?!\d))"), ","),  # "49:90 kr"
    (re.compile(r"(?<=\d)\s?(?:[.,:]\s?[-–—]{1,2}|/[-–—]|[.,](?=\s|$|[^\d\s]))"), " "),  # "299,-", "49:-", "1,799/-"
    (re.compile(r"(?:(?<=^)|(?<=[\s$€£¥₹]))[.,](?=\d{1,2}(?!\d))"), "0."),  # ".99"
    (re.compile(r"(?<=\d)\s?€\s?(?=\d\d$)"), ",€"),  # "12€50"
    (re.compile(r"(\d),€(\d\d)$"), r"\1,\2 €"),
    (re.compile(r"\b(US|CA|AU|NZ|HK|NT|MX|[ACSR])\s+\$", re.IGNORECASE), r"\1$"),  # "US $45"
    (re.compile(r"\bU\.S\.(?:\s?\$|\s+dollars?\b)", re.IGNORECASE), "US$"),
    (re.compile(r"^\((.*)\)$"), r"-\1"),  # negative, as in accounts
)
RANGE = re.compile(r"\s*(?:[-–—~〜～]|\b(?:to|bis|à|a|tot|till|til|do)\b)\s*", re.IGNORECASE)
FROM = re.compile(
    r"\b(?:from|starting at|as low as|min|minimum|ab|von|à partir de|a partir de|dès|desde|da|vanaf|fra|från|alkaen|"
    r"od|от|від|de)\b\.?:?|から|(?<=\d)起",
    re.IGNORECASE,
)
FILLERS = re.compile(
    r"\b(?:(?:incl|inkl|excl|exkl|inc|ex|plus|zzgl)\b\.?\s*(?:vat|mwst|tax|taxes|moms|btw|gst|iva)\b\.?|"
    r"ttc|brutto|netto|rrp|msrp|uvp|"
    r"price|preis|prix|precio|prezzo|cena|"
    r"(?:per |/ ?)?(?:each|ea|pc|pcs|piece|pair|item|unit|stk|stück|pièce|szt)\b)\.?|"
    r"税込|税抜|[*/():;|]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount with as many decimals as its currency has, and what had to be assumed to read it."""

    amount: Decimal
    currency: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Habits:
    """How a feed writes prices, for what one price leaves open.

    ``currency`` is that of bare numbers; ``named`` are the currencies of other rows, the commonest first; ``decimals``
    is the decimal separator by currency; ``country`` is the currency of the country that the shop's address names.
    ``read`` remembers the prices that were read by these habits.
    """

    currency: str = ""
    named: tuple[str, ...] = ()
    decimals: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    read: dict[str, Money] = field(default_factory=dict, init=False, repr=False, compare=False)
    _bare: dict[str, "Habits"] = field(default_factory=dict, init=False, repr=False, compare=False)

    def beside(self, currency: str) -> "Habits":
        """The habits by which a second price of a row is read, whose first is in ``currency``."""
        if currency not in self._bare:
            self._bare[currency] = Habits(currency, (currency, *self.named), self.decimals)
        return self._bare[currency]


@dataclass(frozen=True, slots=True)
class _Parts:
    amounts: list[Amount]
    is_range: bool
    candidates: list[tuple[str, ...]]
    is_hundredth: bool


def price_of(text: str, habits: Habits | None = None) -> Money:
    """The price that a text says. Raises ``ValueError`` with the reason."""
    habits = habits or Habits()
    known = habits.read.get(text)
    if known is None:
        if len(habits.read) >= MAX_REMEMBERED:
            habits.read.clear()
        known = habits.read[text] = _read(text, habits)
    return known


def _read(text: str, habits: Habits) -> Money:
    parts = _parts(text)
    currency, notes = _currency(parts.candidates, habits, text)
    read = [_value(amount, currency, habits) for amount in parts.amounts]
    value = min(value for value, _ in read)
    notes += (
        [f"{text[:40]!r} can be read in two ways; taken as {value.normalize():f}"] if any(n for _, n in read) else []
    )
    notes += [f"{text[:40]!r} is a range; the lower end is taken"] if parts.is_range else []
    if parts.is_hundredth:
        value = value / 100
        notes.append(f"{text[:40]!r} is in hundredths of {currency}")
    is_known = 0 <= value <= MAX_AMOUNT  # else it is not rounded: Decimal rounds no number of more than 28 digits
    exact = value.quantize(precision(currency), ROUND_HALF_UP) if is_known else value
    if not 0 <= exact <= MAX_AMOUNT:
        raise ValueError(gettext("%(text)r is no price") % {"text": text[:40]})
    if exact != value:
        notes.append(f"{text[:40]!r} has more decimals than {currency}; rounded")
    return Money(exact, currency, tuple(notes))


@lru_cache(maxsize=MAX_REMEMBERED)
def _parts(text: str) -> _Parts:
    shown = text[:40]
    clean = _rewritten(plain(unescape(text[:MAX_TEXT])).strip())
    numbers = list(NUMBER.finditer(clean))
    if not numbers or len(text) > MAX_TEXT:
        raise ValueError(gettext("%(shown)r is no price") % {"shown": shown})
    between = clean[numbers[0].end() : numbers[-1].start()] if len(numbers) == 2 else ""
    words, is_range = NUMBER.sub(" ", clean), False
    if len(numbers) > 1:
        is_range = len(numbers) == 2 and bool(RANGE.search(between))
        if not is_range:
            raise ValueError(gettext("%(shown)r holds several numbers and is no range") % {"shown": shown})
        words = clean[: numbers[0].start()] + " " + RANGE.sub(" ", between, count=1) + " " + clean[numbers[1].end() :]
    candidates, rest, is_hundredth = _currencies_named(words)
    opened = FROM.sub(" ", FILLERS.sub(" ", rest))
    if leftover := opened.replace(".", " ").strip():
        if leftover in "-−–":
            raise ValueError(gettext("%(shown)r is negative") % {"shown": shown})
        told = {"shown": shown, "word": leftover[:20]}
        raise ValueError(gettext("%(shown)r says %(word)r, which is no currency") % told)
    is_range = is_range or bool(FROM.search(rest))
    return _Parts([amount_of(number[0]) for number in numbers], is_range, candidates, is_hundredth)


def _rewritten(text: str) -> str:
    for pattern, other in REWRITTEN:
        text = pattern.sub(other, text)
    return text


def _currencies_named(words: str) -> tuple[list[tuple[str, ...]], str, bool]:
    """(candidates for each symbol or code, what is left of the words, whether it is a hundredth)."""
    found: list[tuple[str, ...]] = []
    is_hundredth = False

    def code(match: re.Match[str]) -> str:
        nonlocal is_hundredth
        if match[0] in HUNDREDTHS:
            is_hundredth = True
            found.append((HUNDREDTHS[match[0]],))
            return " "
        if match[0].upper() not in currencies():
            return match[0]
        found.append((match[0].upper(),))
        return " "

    def symbol(match: re.Match[str]) -> str:
        found.append(SYMBOLS[match[0].lower()])
        return " "

    return found, KNOWN.sub(symbol, CODE.sub(code, words)), is_hundredth


def _currency(found: list[tuple[str, ...]], habits: Habits, text: str) -> tuple[str, list[str]]:
    """The one currency that everything named agrees with. Raises ``ValueError``."""
    if not found:
        if not habits.currency:
            raise ValueError(gettext("%(text)r names no currency") % {"text": text[:40]})
        return habits.currency, []
    common = [code for code in found[0] if code and all(code in others for others in found)]
    if not common:
        raise ValueError(gettext("%(text)r names two currencies") % {"text": text[:40]})
    if len(common) == 1:
        return common[0], []
    usual = "" if any(not one[0] for one in found) else common[0]
    here = [code for code in (habits.currency, *habits.named[:1]) if code in common]
    only = [code for code in habits.named if code in common]
    likely = here or ([habits.country] if habits.country in common else only if len(only) == 1 else [])
    chosen = choose([usual] if not likely else common, likely)
    if not chosen:
        raise ValueError(
            gettext("%(text)r may be %(choices)s; give the feed's currency")
            % {"text": text[:40], "choices": ", ".join(common)}
        )
    is_sure = chosen in (habits.currency, usual)
    return chosen, [] if is_sure else [f"{text[:40]!r} is taken as {chosen}, {_why(chosen, habits)}"]


def _why(chosen: str, habits: Habits) -> str:
    return "as in other rows" if chosen in habits.named else "as in the shop's country"


def _value(amount: Amount, currency: str, habits: Habits) -> tuple[Decimal, bool]:
    """The amount in its currency, and whether that is a guess.

    What other rows do decides. Else three digits after the only separator are decimals where the currency has three,
    and thousands otherwise, which is a guess where the separator is used for decimals too.
    """
    if not amount.unsure:
        return amount.value, False
    usual = "," if currency in COMMA_DECIMALS else "."
    if precision(currency) == Decimal("0.001"):
        decimal = habits.decimals.get(currency, amount.unsure)
        return resolved(amount, decimal), amount.unsure != usual
    if precision(currency) == 1 or currency in WITHOUT_CENTS:
        return resolved(amount, habits.decimals.get(currency, "")), False
    is_guess = currency in MIXED or amount.unsure == habits.decimals.get(currency, usual)
    return resolved(amount, habits.decimals.get(currency, "")), is_guess


def habits_of(texts: Iterable[str], currency: str = "") -> Habits:
    """How a feed writes prices, from some of them; those that cannot be read say nothing."""
    named: Counter[str] = Counter()
    votes: dict[str, Counter[str]] = {}
    for text in texts:
        try:
            parts = _parts(text)
            code, _ = _currency(parts.candidates, Habits(currency), text)
        except ValueError:
            continue
        named.update([code] if parts.candidates else [])
        for mark in (amount.decimal for amount in parts.amounts if amount.decimal):
            votes.setdefault(code, Counter())[mark] += 1
    decimals = {code: counts.most_common(1)[0][0] for code, counts in votes.items()}
    return Habits(currency, tuple(code for code, _ in named.most_common()), decimals)
