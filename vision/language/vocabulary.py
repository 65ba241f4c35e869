"""The vocabulary of garments: categories, and tables of words made from the kinds of ``garments.toml``.

Prompts (``vision.language.zeroshot``, ``vision.language.agreement``), the labels of detectors
(``vision.nets.parsers.detection``) and training (``vision.training``) read their tables from here;
``shopping.taxonomy`` reads the kinds, by which the words of its languages are listed. The order of entries
is part of the data: it is the order of classes in a classifier, and the order in which words are tried.
"""

from collections.abc import Mapping, Sequence

from vision.language.kinds import KINDS, Kind

__all__ = ["KINDS", "Kind"]

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
PARTS = ("background", *CATEGORIES, "hair", "skin")
"""The parser's classes, by index."""


def zero_shot_kinds() -> dict[str, dict[str, Sequence[str]]]:
    """Category → its kinds with their prompts, for the categories whose kinds are told apart."""
    found: dict[str, dict[str, Sequence[str]]] = {}
    for kind in KINDS:
        if kind.prompts:
            found.setdefault(kind.category, {})[kind.name] = kind.prompts
    return found


PATTERNS: Mapping[str, Sequence[str]] = {
    "plain": ("plain garment", "garment of one colour"),
    "striped": ("striped garment", "garment with stripes"),
    "checked": ("checked garment", "plaid garment"),
    "dotted": ("dotted garment", "garment with polka dots"),
}
PATTERNED = {"upper", "lower", "neck"}
"""Search groups whose patterns are asked for."""
GENDERS = {"male": ("men's {}", "{} for men"), "female": ("women's {}", "{} for women")}
STATEMENT_NOUNS = tuple(kind.name for kind in KINDS if kind.statement)
"""What a text is compared with to say whether it fits a picture: each of these in each colour."""

SYNONYMS = (
    ("grey", "gray"),
    *(kind.synonyms for kind in KINDS if kind.synonyms),
    ("navy", "blue"),
    ("burgundy", "maroon", "red"),
    ("violet", "purple", "lavender"),
    ("beige", "tan", "cream"),
    ("men", "man", "male", "gent"),
    ("women", "woman", "female", "lady", "ladies"),
    ("kid", "child", "children"),
)
"""Stems of words that mean the same in a search for products; the first of each row stands for all."""

LABEL_ORDER = (
    "hat", "eyewear", "scarf", "outerwear", "dress", "top", "skirt", "trousers", "shorts", "legwear", "shoes", "bag",
    "belt", "tie", "watch", "gloves", "jewellery",
)  # fmt: skip
"""Categories as they are looked for in a detector's label: a "shirt dress" is a dress."""
DETECTOR_WORDS: Mapping[str, str] = {
    word: category for category in LABEL_ORDER for kind in KINDS if kind.category == category for word in kind.labels
}
"""Words in the labels of fashion detectors (Fashionpedia and others) → category; the first that fits."""
CCP_LABELS = {
    "hat": "hat",
    "eyewear": "glasses sunglasses",
    "scarf": "scarf",
    "outerwear": "jacket coat blazer cape cardigan vest",
    "top": "t-shirt shirt blouse top sweater sweatshirt jumper hoodie bodysuit bra swimwear",
    "dress": "dress romper intimate",
    "suit": "suit",
    "skirt": "skirt",
    "trousers": "pants jeans leggings",
    "shorts": "shorts panties",
    "legwear": "stockings tights socks",
    "shoes": "shoes boots heels wedges pumps flats loafers sandals clogs sneakers",
    "bag": "bag purse wallet",
    "belt": "belt",
    "tie": "tie",
    "watch": "watch",
    "jewellery": "necklace bracelet earrings ring accessories",
    "gloves": "gloves",
    "hair": "hair",
    "skin": "skin",
}
"""Part → labels of Clothing Co-Parsing (Yang, Luo, Lin, CVPR 2014)."""
LUMA_KINDS = (
    ("tees", "t-shirt"), ("tanks", "tank top"), ("hoodies", "hoodie"), ("jackets", "jacket"), ("shorts", "shorts"),
    ("pants", "trousers"), ("bags", "bag"), ("watches", "watch"),
)  # fmt: skip
"""Words in the product types of the LUMA catalogue → kind; the first that fits."""
FLATLAY_KINDS = {
    "T-Shirt": "t-shirt", "Pants": "trousers", "Longsleeve": "long-sleeved top", "Shoes": "shoes", "Shirt": "shirt",
    "Dress": "dress", "Shorts": "shorts", "Outwear": "outerwear", "Hat": "hat", "Skirt": "skirt", "Polo": "polo shirt",
    "Undershirt": "undershirt", "Blazer": "blazer", "Hoodie": "hoodie", "Body": "bodysuit", "Blouse": "blouse",
}  # fmt: skip
"""Labels of the photos of garments lying flat → kind."""
DEMO_KINDS = {
    "tee": "t-shirt", "sweater": "long-sleeved top", "trousers": "trousers", "shorts": "shorts", "skirt": "skirt",
    "dress": "dress", "jacket": "jacket", "scarf": "scarf", "bag": "bag", "beanie": "hat", "shoes": "shoes",
}  # fmt: skip
"""Kinds of garments in the demo library's drawings."""

GARMENT_PROMPTS: Mapping[str, Sequence[str]] = {
    category: tuple(word for kind in KINDS if kind.category == category for word in kind.photos)
    for category in CATEGORIES
}
"""Words for a product photo of each category, for zero-shot classification."""
