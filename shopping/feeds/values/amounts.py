"""Numbers as people write them: which separator is the decimal one, and where that cannot be told."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext
from price_parser import parse_price

NUMBER = re.compile(r"\d+(?:(?: |[.,'·])\d+)*")
GROUPED = re.compile(
    r"\d{1,3}(?P<mark>[ .,'])\d{3}(?:(?P=mark)\d{3})*|\d{1,2}(?:(?P<indian>[ ,])\d{2})+(?P=indian)\d{3}"
)
CHARACTERS = {
    **dict.fromkeys("\t\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "),
    **dict.fromkeys("’‘`´ʼ′", "'"),
    **dict.fromkeys("٬", ","),
    **dict.fromkeys("٫", "."),
    **dict.fromkeys("،，", ","),
    **dict.fromkeys("．", "."),
    **dict.fromkeys("￥", "¥"),
    **dict.fromkeys("＄", "$"),
    **dict.fromkeys("\u200b\u200e\u200f\u061c\u2060\ufeff\u202a\u202c", ""),
}
TABLE = str.maketrans(CHARACTERS)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and how it was read: ``decimal`` is the separator that is surely decimal (``""`` where none is).

    ``unsure`` is the one separator of "1.299", of which one cannot tell: three digits follow it.
    """

    value: Decimal
    decimal: str = ""
    unsure: str = ""


def plain(text: str) -> str:
    """The text with ASCII digits, common spaces and apostrophes, and without marks of direction."""
    return "".join(
        str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char
        for char in text.translate(TABLE)
        if unicodedata.category(char) != "No"
    )


def amount_of(number: str) -> Amount:
    """Read what ``NUMBER`` matched. Raises ``ValueError`` for groups that no country writes."""
    whole, mark, part = _cut(number)
    if mark and _is_unsure(whole, part):
        return Amount(Decimal(whole + part), unsure=mark)
    if not whole.isdigit() and not GROUPED.fullmatch(whole):
        raise ValueError(gettext("%(number)r is not grouped as a number") % {"number": number})
    digits = re.sub(r"\D", "", whole)
    read = parse_price(f"{digits}.{part}" if part else digits, decimal_separator=".").amount
    if read is None:
        raise ValueError(gettext("%(number)r is no number") % {"number": number})
    return Amount(read, decimal=mark)


def _cut(number: str) -> tuple[str, str, str]:
    """(whole part, decimal separator, decimals); the separator is empty where all of it is the whole part."""
    marks = [char for char in number if char in ".,·"]
    if not marks or marks.count(marks[-1]) > 1:
        return number, "", ""
    whole, mark, part = number.rpartition(marks[-1])
    if not part.isdigit() or (len(set(marks)) == 1 and not whole.isdigit() and len(part) == 3 and " " not in whole):
        return number, "", ""
    return whole, mark, part


def _is_unsure(whole: str, part: str) -> bool:
    return len(part) == 3 and whole.isdigit() and len(whole) <= 3 and not whole.startswith("0")


def resolved(amount: Amount, decimal: str) -> Decimal:
    """The value of an unsure amount, given the decimal separator."""
    return amount.value.scaleb(-3) if amount.unsure == decimal else amount.value
