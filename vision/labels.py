"""What a garment is called in the active language.

Rows keep English words (``vision.language.vocabulary``, ``vision.colours``); here are their translations. A colour is
joined to a kind as the language does it, without inflection: "red dress", "Kleid in Rot".
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop, pgettext, pgettext_lazy

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
    "cardigan": pgettext_lazy("garment", "cardigan"),
    "polo shirt": pgettext_lazy("garment", "polo shirt"),
    "undershirt": pgettext_lazy("garment", "undershirt"),
    "bodysuit": pgettext_lazy("garment", "bodysuit"),
    "blouse": pgettext_lazy("garment", "blouse"),
    "sports bra": pgettext_lazy("garment", "sports bra"),
    "jacket": pgettext_lazy("garment", "jacket"),
    "coat": pgettext_lazy("garment", "coat"),
    "blazer": pgettext_lazy("garment", "blazer"),
    "leggings": pgettext_lazy("garment", "leggings"),
    "jeans": pgettext_lazy("garment", "jeans"),
}
COLOUR_NAMES = {
    "black": pgettext_lazy("colour", "black"),
    "grey": pgettext_lazy("colour", "grey"),
    "white": pgettext_lazy("colour", "white"),
    "beige": pgettext_lazy("colour", "beige"),
    "brown": pgettext_lazy("colour", "brown"),
    "red": pgettext_lazy("colour", "red"),
    "orange": pgettext_lazy("colour", "orange"),
    "yellow": pgettext_lazy("colour", "yellow"),
    "green": pgettext_lazy("colour", "green"),
    "blue": pgettext_lazy("colour", "blue"),
    "purple": pgettext_lazy("colour", "purple"),
    "pink": pgettext_lazy("colour", "pink"),
}
PATTERN_NAMES = {
    "striped": pgettext_lazy("pattern", "striped"),
    "checked": pgettext_lazy("pattern", "checked"),
    "dotted": pgettext_lazy("pattern", "dotted"),
}
STAGES = (
    gettext_noop("loading the models"),
    gettext_noop("looking"),
    gettext_noop("joining"),
    gettext_noop("saving"),
)
"""Stages of an analysis as ``vision.services`` and ``vision.film`` report them; jobs' pages translate them."""
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
