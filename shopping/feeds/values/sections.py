"""The shop's own sections ("Women > Shoes > Boots"), as a person has mapped them to our categories."""

from collections.abc import Mapping

from shopping.taxonomy import LEVELS, NOT_WEARABLE, Kind
from shopping.taxonomy.kinds import garment
from vision.language.categories import CATEGORIES

NOTHING_WORN = "none"
"""What a section of things that nobody wears is mapped to."""
BETWEEN = " > "


def section_key(text: str) -> str:
    """A section as mappings name it: small letters, its levels parted in one way."""
    return BETWEEN.join(" ".join(level.split()) for level in LEVELS.split(text.casefold()) if level.strip())


def mapped_kind(text: str, categories: Mapping[str, str]) -> Kind | None:
    """What a section was mapped to, or the nearest section above it; ``None`` where neither was."""
    if not categories or not text:
        return None
    levels = section_key(text).split(BETWEEN)
    for count in range(len(levels), 0, -1):
        chosen = categories.get(BETWEEN.join(levels[:count]))
        if chosen == NOTHING_WORN:
            return NOT_WEARABLE
        if chosen in CATEGORIES:
            return garment(chosen)
    return None
