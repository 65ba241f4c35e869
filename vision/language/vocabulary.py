"""The vocabulary of garments: the one place for categories, kinds, and the words that people, shops and data sets use.

Prompts (``vision.language.zeroshot``, ``vision.language.agreement``), the labels of detectors
(``vision.nets.parsers.detection``) and training (``vision.training``) read their tables from here. The order of entries
is part of the data: it is the order of classes in a classifier, and the order in which words are tried.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of garment, finer than its category or the category itself.

    ``prompts`` are words for it in zero-shot classification within its category; without any it is not a class there.
    ``phrases`` are words for it in texts that the dual encoder is trained on; without any it is not trained.
    """

    name: str
    category: str
    prompts: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


KINDS = (
    Kind(
        "t-shirt",
        "top",
        prompts=("t-shirt", "tee", "short sleeved top"),
        phrases=("t-shirt", "tee", "t shirt", "short sleeved top"),
    ),
    Kind("tank top", "top", prompts=("tank top", "sleeveless top"), phrases=("tank top", "tank", "sleeveless top")),
    Kind("shirt", "top", prompts=("shirt", "button-up shirt"), phrases=("shirt", "button-up shirt", "dress shirt")),
    Kind("sweater", "top", prompts=("sweater", "long sleeve top", "long-sleeved t-shirt")),
    Kind("long-sleeved top", "top", phrases=("long sleeve top", "longsleeve", "long-sleeved t-shirt", "sweater")),
    Kind(
        "hoodie", "top", prompts=("hoodie", "hooded sweatshirt"), phrases=("hoodie", "hooded sweatshirt", "sweatshirt")
    ),
    Kind("polo shirt", "top", phrases=("polo shirt", "polo")),
    Kind("undershirt", "top", phrases=("undershirt", "vest top")),
    Kind("bodysuit", "top", phrases=("bodysuit", "baby body")),
    Kind("blouse", "top", prompts=("blouse",), phrases=("blouse",)),
    Kind("sports bra", "top", phrases=("sports bra", "bra")),
    Kind("top", "top", phrases=("top",)),
    Kind("jacket", "outerwear", prompts=("jacket", "windbreaker"), phrases=("jacket", "windbreaker", "coat")),
    Kind("coat", "outerwear", prompts=("coat", "long coat")),
    Kind("blazer", "outerwear", prompts=("blazer", "suit jacket"), phrases=("blazer", "suit jacket")),
    Kind("outerwear", "outerwear", phrases=("outerwear", "outwear", "coat", "jacket")),
    Kind("trousers", "trousers", prompts=("trousers", "pants", "jeans"), phrases=("trousers", "pants", "long pants")),
    Kind(
        "leggings",
        "trousers",
        prompts=("leggings", "tights", "capri pants"),
        phrases=("leggings", "tights", "capri pants"),
    ),
    Kind("shorts", "shorts", phrases=("shorts", "short pants")),
    Kind("skirt", "skirt", phrases=("skirt",)),
    Kind("dress", "dress", phrases=("dress", "gown")),
    Kind("suit", "suit", phrases=("suit",)),
    Kind("shoes", "shoes", phrases=("shoes", "pair of shoes", "sneakers", "boots", "shoe")),
    Kind("hat", "hat", phrases=("hat", "cap", "beanie")),
    Kind("bag", "bag", phrases=("bag", "handbag", "backpack")),
    Kind("watch", "watch", phrases=("watch", "wrist watch")),
    Kind("legwear", "legwear", phrases=("tights", "socks", "stockings")),
    Kind("scarf", "scarf", phrases=("scarf",)),
    Kind("eyewear", "eyewear", phrases=("sunglasses", "glasses")),
    Kind("belt", "belt", phrases=("belt",)),
    Kind("tie", "tie", phrases=("tie",)),
    Kind("jewellery", "jewellery", phrases=("necklace", "jewellery")),
    Kind("gloves", "gloves", phrases=("gloves",)),
)


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
STATEMENT_NOUNS = (
    "t-shirt", "shirt", "sweater", "hoodie", "tank top", "jacket", "coat", "dress", "skirt", "trousers", "leggings",
    "shorts", "shoes", "hat", "bag", "watch", "scarf", "sunglasses",
)  # fmt: skip
"""What a text is compared with to say whether it fits a picture: each of these in each colour."""

SYNONYMS = (
    ("grey", "gray"),
    ("tee", "tshirt"),
    ("trouser", "pant", "slack"),
    ("legging", "tight", "pant"),
    ("hoodie", "hoody", "hooded"),
    ("sweater", "jumper", "pullover"),
    ("sneaker", "trainer", "shoe"),
    ("jean", "denim"),
    ("backpack", "rucksack", "bag"),
    ("handbag", "purse", "bag"),
    ("sunglass", "shade", "glass"),
    ("navy", "blue"),
    ("burgundy", "maroon", "red"),
    ("violet", "purple", "lavender"),
    ("beige", "tan", "cream"),
    ("men", "man", "male", "gent"),
    ("women", "woman", "female", "lady", "ladies"),
    ("kid", "child", "children"),
)
"""Stems of words that mean the same in a search for products; the first of each row stands for all."""

DETECTOR_WORDS: Mapping[str, str] = {
    "hat": "hat", "headband": "hat", "glasses": "eyewear", "scarf": "scarf", "jacket": "outerwear", "coat": "outerwear",
    "vest": "outerwear", "cape": "outerwear", "cardigan": "outerwear", "jumpsuit": "dress", "dress": "dress",
    "shirt": "top", "top": "top", "sweater": "top", "sweatshirt": "top", "blouse": "top", "skirt": "skirt",
    "pants": "trousers", "trousers": "trousers", "jeans": "trousers", "leggings": "trousers", "shorts": "shorts",
    "tights": "legwear", "sock": "legwear", "stockings": "legwear", "shoe": "shoes", "boots": "shoes", "bag": "bag",
    "wallet": "bag", "belt": "belt", "tie": "tie", "watch": "watch", "glove": "gloves", "necklace": "jewellery",
}  # fmt: skip
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
    "hat": ("hat", "cap", "beanie"),
    "eyewear": ("sunglasses", "glasses"),
    "scarf": ("scarf", "shawl"),
    "outerwear": ("jacket", "coat", "blazer"),
    "top": ("t-shirt", "shirt", "sweater", "hoodie", "tank top"),
    "dress": ("dress", "jumpsuit"),
    "suit": ("suit",),
    "skirt": ("skirt",),
    "trousers": ("trousers", "jeans", "leggings"),
    "shorts": ("shorts",),
    "legwear": ("socks", "stockings"),
    "shoes": ("shoes", "sneakers", "boots", "sandals"),
    "bag": ("bag", "handbag", "backpack"),
    "belt": ("belt",),
    "tie": ("tie",),
    "watch": ("watch",),
    "jewellery": ("necklace", "bracelet", "earrings"),
    "gloves": ("gloves",),
}
"""Words for a product photo of each category, for zero-shot classification."""
