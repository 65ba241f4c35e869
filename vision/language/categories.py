"""The garment categories, how people call them, and which are searched together."""

CATEGORIES = (
    "hat",
    "eyewear",
    "scarf",
    "outerwear",
    "top",
    "dress",
    "suit",
    "skirt",
    "trousers",
    "shorts",
    "legwear",
    "shoes",
    "bag",
    "belt",
    "tie",
    "watch",
    "jewellery",
    "gloves",
)

# A parser confuses neighbours (a jacket with a shirt, leggings with trousers), so they are searched together.
GROUPS = {
    "upper": ("outerwear", "top", "suit", "dress"),
    "lower": ("skirt", "trousers", "shorts", "legwear"),
    "head": ("hat",),
    "eyes": ("eyewear",),
    "neck": ("scarf", "tie"),
    "feet": ("shoes",),
    "carried": ("bag",),
    "waist": ("belt",),
    "wrist": ("watch", "jewellery", "gloves"),
}
_GROUP_OF = {category: group for group, members in GROUPS.items() for category in members}

PARTS = ("background", *CATEGORIES, "hair", "skin")
"""The parser's classes, by index."""


def group_of(category: str) -> str:
    """The search group of a category; ``""`` for no category."""
    return _GROUP_OF.get(category, "")
