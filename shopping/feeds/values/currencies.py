"""Currencies by their ISO 4217 codes, and the symbols and words that shops write for them."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_precision

DOLLARS = (
    "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS", "UYU", "DOP", "JMD", "TTD", "BBD",
    "BSD", "BZD", "BMD", "KYD", "FJD", "XCD", "GYD", "SRD", "LRD", "NAD", "SBD", "BND", "CVE", "MOP", "NIO",
)  # fmt: skip
CROWNS = ("", "SEK", "NOK", "DKK", "ISK")
"""``kr`` alone names none of them, hence the empty default."""

SYMBOLS: dict[str, tuple[str, ...]] = {
    "$": DOLLARS, "us$": ("USD",), "u$s": ("USD",), "usd$": ("USD",), "us dollar": ("USD",), "us dollars": ("USD",),
    "a$": ("AUD",), "au$": ("AUD",), "aud$": ("AUD",), "c$": ("CAD", "NIO"), "ca$": ("CAD",), "can$": ("CAD",),
    "cad$": ("CAD",), "cdn$": ("CAD",), "hk$": ("HKD",), "hkd$": ("HKD",), "nz$": ("NZD",), "nzd$": ("NZD",),
    "s$": ("SGD",), "sg$": ("SGD",), "sgd$": ("SGD",), "nt$": ("TWD",), "ntd": ("TWD",), "nt": ("TWD",),
    "mx$": ("MXN",), "mex$": ("MXN",), "mxn$": ("MXN",), "ar$": ("ARS",), "cl$": ("CLP",), "clp$": ("CLP",),
    "co$": ("COP",), "col$": ("COP",), "cop$": ("COP",), "rd$": ("DOP",), "j$": ("JMD",), "tt$": ("TTD",),
    "bds$": ("BBD",), "b$": ("BND",), "mop$": ("MOP",), "fj$": ("FJD",), "$u": ("UYU",), "uy$": ("UYU",),
    "r$": ("BRL",), "brl$": ("BRL",), "reais": ("BRL",), "b/.": ("PAB",), "bs": ("BOB", "VES"), "bs.": ("BOB", "VES"),
    "s/": ("PEN",), "s/.": ("PEN",), "₲": ("PYG",), "gs.": ("PYG",), "₡": ("CRC",),
    "€": ("EUR",), "euro": ("EUR",), "euros": ("EUR",), "eur.": ("EUR",), "ευρώ": ("EUR",),
    "£": ("GBP", "EGP", "FKP", "GIP", "SHP"), "gb£": ("GBP",), "£e": ("EGP",), "le": ("EGP",), "l.e.": ("EGP",),
    "chf.": ("CHF",), "fr.": ("CHF",), "fr": ("CHF",), "sfr": ("CHF",), "sfr.": ("CHF",), "franken": ("CHF",),
    "kr": CROWNS, "kr.": CROWNS, "skr": ("SEK",), "nkr": ("NOK",), "dkr": ("DKK",), "ikr": ("ISK",),
    "kronor": ("SEK",), "kroner": ("", "NOK", "DKK"), "krónur": ("ISK",),
    "zł": ("PLN",), "zl": ("PLN",), "zł.": ("PLN",), "złotych": ("PLN",), "kč": ("CZK",), "kc": ("CZK",),
    "kč.": ("CZK",), "ft": ("HUF",), "ft.": ("HUF",), "forint": ("HUF",), "lei": ("RON", "MDL"), "leu": ("RON",),
    "лв": ("BGN",), "лв.": ("BGN",), "lv": ("BGN",), "din": ("RSD",), "din.": ("RSD",), "дин": ("RSD",),
    "дин.": ("RSD",), "km": ("BAM",), "ден": ("MKD",), "ден.": ("MKD",), "lek": ("ALL",), "lekë": ("ALL",),
    "₺": ("TRY",), "tl": ("TRY",), "₽": ("RUB",), "руб": ("RUB",), "руб.": ("RUB",), "р.": ("RUB",), "р": ("RUB",),
    "рублей": ("RUB",), "₴": ("UAH",), "грн": ("UAH",), "грн.": ("UAH",), "br": ("BYN", "ETB"), "₸": ("KZT",),
    "тг": ("KZT",), "тенге": ("KZT",), "₾": ("GEL",), "₼": ("AZN",), "֏": ("AMD",), "som": ("KGS", "UZS"),
    "so'm": ("UZS",), "₪": ("ILS",), "nis": ("ILS",), "ש\"ח": ("ILS",), "ש״ח": ("ILS",),
    "د.إ": ("AED",), "درهم": ("AED", "MAD"), "dhs": ("AED", "MAD"), "dhs.": ("AED", "MAD"), "dh": ("AED", "MAD"),
    "dh.": ("AED", "MAD"), "ر.س": ("SAR",), "ريال": ("SAR", "QAR", "OMR", "YER"), "sr": ("SAR",), "sar.": ("SAR",),
    "﷼": ("SAR", "QAR", "OMR", "YER", "IRR"), "د.ك": ("KWD",), "kd": ("KWD",), "k.d.": ("KWD",), "ر.ق": ("QAR",),
    "qr": ("QAR",), "د.ب": ("BHD",), "bd": ("BHD",), "b.d.": ("BHD",), "ر.ع": ("OMR",), "ر.ع.": ("OMR",),
    "r.o.": ("OMR",), "د.أ": ("JOD",), "د.ا": ("JOD",), "jd": ("JOD",), "jd.": ("JOD",), "د.م.": ("MAD",),
    "د.م": ("MAD",), "ج.م": ("EGP",), "ج.م.": ("EGP",), "د.ت": ("TND",), "dt": ("TND",), "د.ج": ("DZD",),
    "da": ("DZD",), "د.ع": ("IQD",), "ل.ل": ("LBP",), "ل.ل.": ("LBP",), "l.l.": ("LBP",), "ل.د": ("LYD",),
    "₹": ("INR",), "rs": ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"), "rs.": ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"),
    "₨": ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"), "रु": ("INR", "NPR"), "रू": ("NPR", "INR"), "৳": ("BDT",),
    "tk": ("BDT",), "tk.": ("BDT",), "¥": ("JPY", "CNY"), "jp¥": ("JPY",), "cn¥": ("CNY",), "円": ("JPY",),
    "yen": ("JPY",), "元": ("CNY", "TWD", "HKD"), "人民币": ("CNY",), "rmb": ("CNY",), "圓": ("TWD",), "港幣": ("HKD",),
    "₩": ("KRW",), "원": ("KRW",), "won": ("KRW",), "₱": ("PHP",), "php.": ("PHP",), "฿": ("THB",), "บาท": ("THB",),
    "baht": ("THB",), "₫": ("VND",), "đ": ("VND",), "d": ("VND",), "vnđ": ("VND",), "đồng": ("VND",), "rp": ("IDR",),
    "rp.": ("IDR",), "rm": ("MYR",), "₭": ("LAK",), "៛": ("KHR",), "₮": ("MNT",), "r": ("ZAR",), "₦": ("NGN",),
    "₵": ("GHS",), "gh₵": ("GHS",), "gh¢": ("GHS",), "ksh": ("KES",), "kes.": ("KES",), "tsh": ("TZS",),
    "ush": ("UGX",), "fcfa": ("XOF", "XAF"), "cfa": ("XOF", "XAF"), "f cfa": ("XOF", "XAF"), "xpf.": ("XPF",),
}  # fmt: skip
HUNDREDTHS = {"GBp": "GBP", "GBX": "GBP", "ZAc": "ZAR", "ILA": "ILS"}
"""Units of a hundredth of a currency, as price feeds write them."""

OF_COUNTRIES = {
    "se": "SEK", "no": "NOK", "dk": "DKK", "is": "ISK", "ca": "CAD", "au": "AUD", "nz": "NZD", "mx": "MXN", "sg": "SGD",
    "hk": "HKD", "tw": "TWD", "cl": "CLP", "ar": "ARS", "uy": "UYU", "cn": "CNY", "jp": "JPY", "pk": "PKR", "lk": "LKR",
    "np": "NPR", "mu": "MUR", "eg": "EGP", "md": "MDL", "ma": "MAD", "qa": "QAR", "om": "OMR", "uz": "UZS", "kg": "KGS",
    "ve": "VES", "cm": "XAF",
}  # fmt: skip
"""Currencies by the ends of hosts, for those of them whose symbols others have too."""

COMMA_DECIMALS = frozenset(
    [
        "EUR",
        "SEK",
        "NOK",
        "DKK",
        "ISK",
        "PLN",
        "CZK",
        "HUF",
        "RON",
        "BGN",
        "RSD",
        "BAM",
        "MKD",
        "ALL",
        "TRY",
        "RUB",
        "UAH",
        "BYN",
        "KZT",
        "BRL",
        "ARS",
        "CLP",
        "COP",
        "UYU",
        "PYG",
        "BOB",
        "VES",
        "CRC",
        "IDR",
        "VND",
        "TND",
        "MAD",
        "DZD",
        "XOF",
        "XAF",
        "XPF",
        "MZN",
        "AOA",
    ]
)
"""Currencies that are mostly written with a decimal comma (CLDR, the locales of their countries)."""

MIXED = frozenset({"EUR", "CHF", "ZAR"})
"""Currencies of countries with either decimal separator."""

WITHOUT_CENTS = frozenset(["IDR", "COP", "HUF", "CRC", "TWD", "ALL", "MMK", "KHR", "TZS"])
"""Currencies whose hundredths ISO 4217 knows and prices do not have."""

KNOWN = re.compile(
    "|".join(
        (rf"(?<![^\W\d_]){re.escape(word)}" if word[0].isalpha() else re.escape(word))
        + (r"(?![^\W\d_])" if word[-1].isalpha() else "")
        for word in sorted(SYMBOLS, key=len, reverse=True)
    ),
    re.IGNORECASE,
)
CODE = re.compile(r"(?<![^\W\d_])[A-Za-z]{3}(?![^\W\d_])")


@cache
def currencies() -> frozenset[str]:
    """ISO 4217 codes of money that somebody pays with today (CLDR's list of territories)."""
    today = date.today().timetuple()[:3]
    return frozenset(
        code
        for used in get_global("territory_currencies").values()
        for code, _, end, is_tender in used
        if is_tender and (end is None or tuple(end) > today)
    )


def precision(currency: str) -> Decimal:
    """The smallest amount of a currency: 0.01 of a dollar, 1 yen, 0.001 of a Kuwaiti dinar."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def choose(candidates: Collection[str], likely: Collection[str]) -> str:
    """The currency that an ambiguous symbol stands for: the likeliest here, else its usual one, else ``""``."""
    return next((code for code in likely if code in candidates), next(iter(candidates), ""))
