"""What a feed's words say a product is: a garment of which category, nothing to wear, or unknown.

``words/*.toml`` holds the vocabulary, a file a language; ``google.toml`` the ids of Google's product categories. Shops'
own category paths are believed before titles, the leaf of a path first.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from shopping.taxonomy.google import kind_of_id
from shopping.taxonomy.kinds import AREA, NOT_WEARABLE, UNKNOWN, Kind
from shopping.taxonomy.titles import kind_in_title
from vision.language.categories import group_of

__all__ = ["NOT_WEARABLE", "UNKNOWN", "Kind", "category_of", "classify", "head_of"]

LEVELS = re.compile(r"\s*(?:>+|»|›|\||::)\s*")
SEPARATORS = re.compile(r"\s*(?:[&/,+]|\b(?:and|or|und|oder|et|ou|y|o|e|en|och|og|eller|ve|i|a|и)\b)\s*", re.IGNORECASE)


def category_of(*texts: str, language: str = "") -> str:
    """Our category from texts, most trusted first, the title last; ``""`` where no word tells or nothing is worn."""
    return classify(*texts, language=language).category


def classify(*texts: str, language: str = "") -> Kind:
    """What is for sale, from texts, most trusted first, the title last; ``language`` (ISO 639-1) where it is known.

    Of a path ``A > B > C`` the leaf is read first. Nothing to wear is what the title or any section calls so. A title
    of the same part of the body is believed before a section that holds many kinds. A section of several kinds ("Hats
    & Gloves") leaves the choice to the title.
    """
    return _classified(texts or ("",), language)


@lru_cache(maxsize=1_000)
def _classified(texts: tuple[str, ...], language: str) -> Kind:
    """Variants of a style follow each other in a feed and mostly say the same."""
    *sections, title = texts
    titled = _section(title, UNKNOWN, language) if LEVELS.search(title) else kind_in_title(title, language)
    return _together(_of_all([_section(text, titled, language) for text in sections]), titled)


def _first(kinds: Iterable[Kind]) -> Kind:
    """The first that decides; a department only where nothing else does."""
    known = [kind for kind in kinds if kind.is_known]
    return next((kind for kind in known if kind != AREA), known[0] if known else UNKNOWN)


def _of_all(kinds: Sequence[Kind]) -> Kind:
    """Nothing to wear where any section says so, since "Coats" may be a pet shop's; else the first that decides."""
    return NOT_WEARABLE if NOT_WEARABLE in kinds else _first(kinds)


def _together(section: Kind, titled: Kind) -> Kind:
    if not section.is_known or titled == NOT_WEARABLE:
        return titled
    is_finer = titled.wearable is True and section.is_broad
    if is_finer and (not section.wearable or group_of(titled.category) == group_of(section.category)):
        return titled
    return section


@lru_cache(maxsize=20_000)
def _section(text: str, titled: Kind, language: str) -> Kind:
    """What a category path or id says; unknown where it names several kinds and the title none of them."""
    by_id = kind_of_id(text)
    if by_id is not None:
        return by_id
    return _first([_level(level, titled, language) for level in reversed(LEVELS.split(text))])


def _level(text: str, titled: Kind, language: str) -> Kind:
    whole = kind_in_title(text, language)
    parts = [part for part in SEPARATORS.split(text) if part]
    kinds = list(dict.fromkeys(kind for part in parts if (kind := kind_in_title(part, language)).is_known))
    if len(kinds) <= 1 or whole.is_broad:
        return whole if whole.is_known or not kinds else kinds[0]
    worn = list(dict.fromkeys(kind.category for kind in kinds if kind.wearable))
    if titled.category in worn:
        return titled
    if len(worn) == 1:
        return next(kind for kind in kinds if kind.category == worn[0])
    return _broad(worn)


def _broad(worn: list[str]) -> Kind:
    """Kinds of one part of the body are a broad section of the first; others say nothing."""
    is_one_group = len({group_of(category) for category in worn}) == 1
    return Kind(worn[0], True, is_broad=True) if is_one_group else UNKNOWN


def head_of(phrase: str, language: str = "") -> str:
    """The category that a phrase names; ``""`` where it names none."""
    return kind_in_title(phrase, language).category
