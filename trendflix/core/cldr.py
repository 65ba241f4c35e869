"""Countries and languages by their codes, with their names in the reader's language (Unicode CLDR, by Babel)."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from trendflix.core.search.text import fold

ENGLISH = "en"
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "ZZ", "XA", "XB"}
"""Two-letter regions of CLDR that are no countries."""
MAX_FOUND = 60


def country_name(code: str) -> str:
    """``FR`` → France, Frankreich …, or the code where CLDR has no name."""
    return country_names(_reader()).get(code, code)


def language_name(code: str) -> str:
    """``pt-BR`` → Portuguese (Brazil), Portugiesisch (Brasilien) …, or the code where CLDR has no name."""
    try:
        return Locale.parse(code, sep="-").get_display_name(_reader()) or code
    except (UnknownLocaleError, ValueError):
        return language_names(_reader()).get(code, code)


def countries_found(text: str) -> list[str]:
    """ISO 3166-1 codes of the countries whose code or name, in the reader's language or in English, holds a text."""
    return _found(text, country_names(_reader()), country_names(ENGLISH))


def languages_found(text: str) -> list[str]:
    """Codes of the languages whose code or name, in the reader's language or in English, holds a text."""
    return _found(text, language_names(_reader()), language_names(ENGLISH))


def is_country(code: str) -> bool:
    """Whether a text is an ISO 3166-1 alpha-2 code in upper case."""
    return code in country_names(ENGLISH)


def is_language(code: str) -> bool:
    """Whether a text is a language as BCP 47 writes it (``fr``, ``pt-BR``)."""
    try:
        return str(Locale.parse(code, sep="-")).replace("_", "-") == code
    except (UnknownLocaleError, ValueError):
        return code in language_names(ENGLISH)


@lru_cache(maxsize=16)
def country_names(locale: str) -> Mapping[str, str]:
    """Name by code, of every country, in a language."""
    found = Locale.parse(locale, sep="-").territories
    return {code: name for code, name in found.items() if len(code) == 2 and code not in NO_COUNTRIES}


@lru_cache(maxsize=16)
def language_names(locale: str) -> Mapping[str, str]:
    """Name by code, of every language that CLDR names, in a language."""
    found = Locale.parse(locale, sep="-").languages
    return {code.replace("_", "-"): name for code, name in found.items() if code.replace("_", "").isalpha()}


def _reader() -> str:
    """The language that the present reader chose, English where CLDR does not know it."""
    code = get_language() or ENGLISH
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return ENGLISH
    return code


def _found(text: str, *names: Mapping[str, str]) -> list[str]:
    """Exact codes first, then names that begin with the text, then those that hold it; by name."""
    wanted, ranks = fold(text.strip()), dict[str, tuple[int, str]]()
    for named in names:
        for code, name in named.items():
            if (rank := _rank(wanted, code, fold(name))) is not None:
                ranks[code] = min(ranks.get(code, (9, "")), (rank, fold(names[0].get(code, name))))
    return sorted(ranks, key=lambda code: ranks[code])[:MAX_FOUND]


def _rank(wanted: str, code: str, name: str) -> int | None:
    if fold(code) == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if wanted in name else None
