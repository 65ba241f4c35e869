"""Reads our garment category out of a shop's words.

English puts the head of a phrase last: a dress shirt is a shirt, a shirt dress a dress. So the last garment word of
a phrase decides, and what follows "with", "for" or a comma does not. A shelf that holds several kinds ("Hats &
Gloves") leaves the choice to the product's own title.
"""

import re

WORDS: dict[str, str] = {
    "hat": r"hats?|caps?|beanies?|berets?|fedoras?|headwear|visors?",
    "eyewear": r"(sun|eye)?glasses|eyewear|shades|goggles",
    "scarf": r"scar(f|ves)|shawls?|foulards?|bandanas?|wraps?",
    "outerwear": r"jackets?|coats?|blazers?|parkas?|cardigans?|vests?|outerwear|capes?|ponchos?|windbreakers?|"
    r"anoraks?|raincoats?|overcoats?|trench(es)?|gilets?",
    "top": r"t-?shirts?|tees?|shirts?|tops?|tanks?|blouses?|sweaters?|sweatshirts?|hood(ie|y|ies)|jumpers?|"
    r"pullovers?|bras?|polos?|camis?|camisoles?|bodysuits?|tunics?|jerseys?|turtlenecks?|knitwear|swimwear|bikinis?",
    "dress": r"dress(es)?|gowns?|rompers?|jumpsuits?|sundress(es)?|playsuits?",
    "suit": r"suits?|tuxedos?|tracksuits?",
    "skirt": r"skirts?|skorts?",
    "trousers": r"pants?|trousers?|jeans?|leggings?|capris?|chinos?|joggers?|slacks|sweatpants|culottes|bottoms?",
    "shorts": r"shorts?|boardshorts|bermudas?",
    "legwear": r"socks?|tights|stockings?|hosiery|leg ?warmers?",
    "shoes": r"shoes?|boots?|sneakers?|trainers|sandals?|heels?|pumps?|loafers?|flats|footwear|clogs?|wedges?|"
    r"slippers?|espadrilles?|mules?|oxfords?",
    "bag": r"(hand|back|shoulder|messenger|tote|duffle|duffel|cross ?body)?[ -]?(bags?|packs?)|totes?|purses?|"
    r"wallets?|satchels?|clutch(es)?|luggage|duffels?|duffles?|rucksacks?",
    "belt": r"belts?",
    "tie": r"(neck|bow ?)?ties?|cravats?",
    "watch": r"watch(es)?|wristwatch(es)?",
    "jewellery": r"jewell?er?y|necklaces?|bracelets?|earrings?|rings?|pendants?|brooch(es)?|cufflinks?",
    "gloves": r"gloves?|mittens?",
}
PATTERN = re.compile("|".join(rf"(?P<{name}>(?<![a-z])(?:{words})(?![a-z]))" for name, words in WORDS.items()))
TAIL = re.compile(r"\b(with|for|featuring|in)\b|[,(–—|]| - ")
SHELF = re.compile(r"\s*(?:&|/|,|\band\b|\bor\b)\s*")


def category_of(*texts: str) -> str:
    """Our category from texts, most trusted first, the title last; of a ``A > B > C`` path the leaf first.

    ``""`` where no word tells.
    """
    title = head_of(texts[-1]) if texts else ""
    for text in texts:
        for part in reversed(text.lower().split(">")):
            kinds = [kind for phrase in SHELF.split(part) if (kind := head_of(phrase))]
            if kinds:
                return title if title in kinds else kinds[0]
    return ""


def head_of(phrase: str) -> str:
    """The category of a phrase's last garment word, before what only describes it."""
    phrase = phrase.lower()
    tail = TAIL.search(phrase)
    for part in (phrase[: tail.start()] if tail else phrase, phrase):
        found = [match.lastgroup or "" for match in PATTERN.finditer(part)]
        if found:
            return found[-1]
    return ""
