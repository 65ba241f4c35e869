"""A reader's language and country, as their browser states them."""

from django.utils.translation.trans_real import parse_accept_lang_header

MAX_LENGTH = 500


def preferred(header: str) -> tuple[str, str]:
    """(language, country) of an Accept-Language header (RFC 9110, 12.5.4): ("de", "AT"); empty where it says neither.

    The country is that of the first range that has one: ``de,en-GB`` reads as German and the United Kingdom.
    """
    ranges = [range_.split("-") for range_, _ in parse_accept_lang_header(header[:MAX_LENGTH])]
    language = next((parts[0] for parts in ranges if parts[0].isalpha()), "")
    countries = (part.upper() for parts in ranges for part in parts[1:] if len(part) == 2 and part.isalpha())
    return language, next(countries, "")
