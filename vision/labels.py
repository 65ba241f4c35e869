"""What a garment is called in the active language.

Rows keep English words (``vision.language.vocabulary``, ``vision.language.colour_names``); here are their translations.
A colour is joined to a kind as the language does it, without inflection: "red dress", "Kleid in Rot".
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import pgettext, pgettext_lazy

CATEGORY_NAMES = {
    "hat": pgettext_lazy("garment", "hat"),
    "eyewear": pgettext_lazy("garment", "eyewear"),
    "scarf": pgettext_lazy("garment", "scarf"),
    "outerwear": pgettext_lazy("garment", "outerwear"),
    "top": pgettext_lazy("garment", "top"),
    "dress": pgettext_lazy("garment", "dress"),
    "suit": pgettext_lazy("garment", "suit"),
    "skirt": pgettext_lazy("garment", "skirt"),
    "trousers": pgettext_lazy("garment", "trousers"),
    "shorts": pgettext_lazy("garment", "shorts"),
    "legwear": pgettext_lazy("garment", "legwear"),
    "shoes": pgettext_lazy("garment", "shoes"),
    "bag": pgettext_lazy("garment", "bag"),
    "belt": pgettext_lazy("garment", "belt"),
    "tie": pgettext_lazy("garment", "tie"),
    "watch": pgettext_lazy("garment", "watch"),
    "jewellery": pgettext_lazy("garment", "jewellery"),
    "gloves": pgettext_lazy("garment", "gloves"),
}
KIND_NAMES = {
    "t-shirt": pgettext_lazy("garment", "t-shirt"),
    "tank top": pgettext_lazy("garment", "tank top"),
    "shirt": pgettext_lazy("garment", "shirt"),
    "sweater": pgettext_lazy("garment", "sweater"),
    "long-sleeved top": pgettext_lazy("garment", "long-sleeved top"),
    "hoodie": pgettext_lazy("garment", "hoodie"),
    "polo shirt": pgettext_lazy("garment", "polo shirt"),
    "undershirt": pgettext_lazy("garment", "undershirt"),
    "bodysuit": pgettext_lazy("garment", "bodysuit"),
    "blouse": pgettext_lazy("garment", "blouse"),
    "sports bra": pgettext_lazy("garment", "sports bra"),
    "swimwear": pgettext_lazy("garment", "swimwear"),
    "jacket": pgettext_lazy("garment", "jacket"),
    "coat": pgettext_lazy("garment", "coat"),
    "blazer": pgettext_lazy("garment", "blazer"),
    "cardigan": pgettext_lazy("garment", "cardigan"),
    "vest": pgettext_lazy("garment", "vest"),
    "cape": pgettext_lazy("garment", "cape"),
    "bathrobe": pgettext_lazy("garment", "bathrobe"),
    "jeans": pgettext_lazy("garment", "jeans"),
    "leggings": pgettext_lazy("garment", "leggings"),
    "underwear": pgettext_lazy("garment", "underwear"),
    "swim shorts": pgettext_lazy("garment", "swim shorts"),
    "jumpsuit": pgettext_lazy("garment", "jumpsuit"),
    "tracksuit": pgettext_lazy("garment", "tracksuit"),
    "sneakers": pgettext_lazy("garment", "sneakers"),
    "boots": pgettext_lazy("garment", "boots"),
    "sandals": pgettext_lazy("garment", "sandals"),
    "cap": pgettext_lazy("garment", "cap"),
    "beanie": pgettext_lazy("garment", "beanie"),
    "headband": pgettext_lazy("garment", "headband"),
    "backpack": pgettext_lazy("garment", "backpack"),
    "handbag": pgettext_lazy("garment", "handbag"),
    "wallet": pgettext_lazy("garment", "wallet"),
    "suitcase": pgettext_lazy("garment", "suitcase"),
    "socks": pgettext_lazy("garment", "socks"),
    "tights": pgettext_lazy("garment", "tights"),
    "shawl": pgettext_lazy("garment", "shawl"),
    "sunglasses": pgettext_lazy("garment", "sunglasses"),
    "bow tie": pgettext_lazy("garment", "bow tie"),
    "necklace": pgettext_lazy("garment", "necklace"),
    "bracelet": pgettext_lazy("garment", "bracelet"),
    "earrings": pgettext_lazy("garment", "earrings"),
    "ring": pgettext_lazy("garment", "ring"),
}
COLOUR_NAMES = {
    "black": pgettext_lazy("colour", "black"),
    "charcoal": pgettext_lazy("colour", "charcoal"),
    "grey": pgettext_lazy("colour", "grey"),
    "silver": pgettext_lazy("colour", "silver"),
    "white": pgettext_lazy("colour", "white"),
    "ivory": pgettext_lazy("colour", "ivory"),
    "cream": pgettext_lazy("colour", "cream"),
    "beige": pgettext_lazy("colour", "beige"),
    "taupe": pgettext_lazy("colour", "taupe"),
    "tan": pgettext_lazy("colour", "tan"),
    "camel": pgettext_lazy("colour", "camel"),
    "brown": pgettext_lazy("colour", "brown"),
    "chocolate": pgettext_lazy("colour", "chocolate"),
    "rust": pgettext_lazy("colour", "rust"),
    "red": pgettext_lazy("colour", "red"),
    "burgundy": pgettext_lazy("colour", "burgundy"),
    "coral": pgettext_lazy("colour", "coral"),
    "orange": pgettext_lazy("colour", "orange"),
    "amber": pgettext_lazy("colour", "amber"),
    "peach": pgettext_lazy("colour", "peach"),
    "mustard": pgettext_lazy("colour", "mustard"),
    "yellow": pgettext_lazy("colour", "yellow"),
    "lemon": pgettext_lazy("colour", "lemon"),
    "lime": pgettext_lazy("colour", "lime"),
    "chartreuse": pgettext_lazy("colour", "chartreuse"),
    "green": pgettext_lazy("colour", "green"),
    "forest green": pgettext_lazy("colour", "forest green"),
    "emerald": pgettext_lazy("colour", "emerald"),
    "mint": pgettext_lazy("colour", "mint"),
    "sage": pgettext_lazy("colour", "sage"),
    "olive": pgettext_lazy("colour", "olive"),
    "khaki": pgettext_lazy("colour", "khaki"),
    "teal": pgettext_lazy("colour", "teal"),
    "turquoise": pgettext_lazy("colour", "turquoise"),
    "light blue": pgettext_lazy("colour", "light blue"),
    "blue": pgettext_lazy("colour", "blue"),
    "royal blue": pgettext_lazy("colour", "royal blue"),
    "denim": pgettext_lazy("colour", "denim"),
    "navy": pgettext_lazy("colour", "navy"),
    "purple": pgettext_lazy("colour", "purple"),
    "plum": pgettext_lazy("colour", "plum"),
    "lavender": pgettext_lazy("colour", "lavender"),
    "violet": pgettext_lazy("colour", "violet"),
    "pink": pgettext_lazy("colour", "pink"),
    "light pink": pgettext_lazy("colour", "light pink"),
    "dusty rose": pgettext_lazy("colour", "dusty rose"),
    "fuchsia": pgettext_lazy("colour", "fuchsia"),
}
PATTERN_NAMES = {
    "striped": pgettext_lazy("pattern", "striped"),
    "checked": pgettext_lazy("pattern", "checked"),
    "dotted": pgettext_lazy("pattern", "dotted"),
}
PLAIN = "plain"
"""The pattern that is not worth naming."""


def category_name(category: str) -> str:
    """A category or a kind, for people; the word itself where it has no translation."""
    return str(KIND_NAMES.get(category) or CATEGORY_NAMES.get(category) or category)


def colour_name(colour: str) -> str:
    """A colour, for people; the word itself where it has no translation."""
    return str(COLOUR_NAMES.get(colour, colour))


def garment_name(category: str, attributes: Mapping[str, Any]) -> str:
    """Colour, pattern and kind: "orange jacket", "white striped t-shirt"."""
    pattern = str(attributes.get("pattern") or "")
    words = {
        "colour": colour_name(str(attributes.get("colour") or "")),
        "pattern": "" if pattern == PLAIN else str(PATTERN_NAMES.get(pattern, pattern)),
        "kind": category_name(str(attributes.get("kind") or category)),
    }
    return _joined(bool(words["colour"]), bool(words["pattern"])) % words


def _joined(has_colour: bool, has_pattern: bool) -> str:
    """The order in which the active language says what there is."""
    if has_colour and has_pattern:
        return pgettext("garment", "%(colour)s %(pattern)s %(kind)s")
    if has_colour:
        return pgettext("garment", "%(colour)s %(kind)s")
    return pgettext("garment", "%(pattern)s %(kind)s") if has_pattern else "%(kind)s"
