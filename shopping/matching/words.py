"""Finds products by what their feed says of them (colour, kind, gender, title) and by the colours that were measured.

A query is read into terms, each a set of words that mean the same. A product scores the share of the terms that its
fields answer, weighted by how telling a field is; a colour is answered by the measured one as well, since shops invent
names. Candidates come from the full text index, those that answer most first. No model is needed, so the site's own
pages can ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from shopping.matching.colour_witness import colour_weight
from shopping.models import FOR_SALE, Product
from shopping.search.corrections import Corrections, corrections
from shopping.search.documents import PRODUCTS, category_token, colour_token
from shopping.search.stems import same_as, split, stem, stem_set, stems
from shopping.taxonomy import head_of
from trendflix.core.search.expressions import Conjunction, Term, Tier
from trendflix.core.search.port import candidates
from vision.language.colour_names import Palette, basics_of, palette_from_json, remember
from vision.language.colour_words import ColourWord, colours_in

__all__ = ["Query", "best", "best_of", "read", "score", "scores", "stems", "understood"]

MAX_CHARACTERS = 200
MAX_TERMS = 12
MAX_CANDIDATES = 400
"""Products that are weighed for one query."""
# The heaviest first: the first field that holds a term decides.
WEIGHTS = {"color": 1.0, "product_type": 0.9, "title": 0.9, "gender": 0.9, "brand": 0.9, "description": 0.3}
MAX_DESCRIPTION = 2_000
"""Characters of a description that are read."""
SAME_KIND = 0.5
"""A product of the category that the query names, though its words are others."""
HEAD = 1.5
"""A query is first of all about its garment: "red shirt" would rather be a blue shirt than red shoes."""
ANSWERED = 0.5
NEAR_THE_BEST = 0.75
VAGUE = frozenset(["light", "dusty", "royal", "forest"])
"""Words of colours' names that say no colour by themselves."""
IGNORED = frozenset(["a", "an", "the", "for", "with", "of", "in", "and", "or", "to", "on", "some", "my", "like"])


@dataclass(frozen=True, slots=True)
class Query:
    """Terms, each a set of stems that answer it, the place of the garment's, its category, and colours by place."""

    terms: tuple[frozenset[str], ...]
    category: str
    head: int
    colours: Mapping[int, ColourWord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A term as it was spoken: what answers it, its last word and what that may mean, and its colour, if any."""

    stems: frozenset[str]
    words: tuple[str, ...]
    colour: ColourWord | None = None


def understood(text: str) -> Query:
    """What a query asks for, misspelt words included; one statement, and two more for each word that is not known."""
    return read(text, corrections(_asked(text[:MAX_CHARACTERS]).values()))


def read(text: str, meant: Corrections = MappingProxyType({})) -> Query:
    """What a query asks for; no terms where it says nothing. ``meant`` adds to the words that are misspelt."""
    text = text[:MAX_CHARACTERS]
    chosen = list({term.stems: term for term in _spoken(text, meant)}.values())[:MAX_TERMS]
    category = head_of(corrected(text, meant)) or head_of(text)
    kinds = [
        p for p, term in enumerate(chosen) if category and not term.colour and category in map(head_of, term.words)
    ]
    colours = {place: term.colour for place, term in enumerate(chosen) if term.colour}
    return Query(tuple(term.stems for term in chosen), category, kinds[-1] if kinds else -1, colours)


def _asked(text: str) -> dict[str, str]:
    """Stem → the first word of it, of the words that say something."""
    words = [word for word in split(text) if word not in IGNORED]
    first = {stem(word): word for word in reversed(words)}
    return {known: first[known] for known in list(dict.fromkeys(map(stem, words)))[:MAX_TERMS]}


def corrected(text: str, meant: Corrections) -> str:
    """The words of a query with the nearest correction in the place of each that is misspelt."""
    return " ".join(meant[word][0] if word in meant else word for word in split(text)) if meant else ""


def _spoken(text: str, meant: Corrections) -> Iterator[_Spoken]:
    """The terms of a query in order; a colour's words are one term, and its shade another that it may answer too."""
    asked = [word for word in split(text) if word not in IGNORED]
    words = [meant[word][0] if word in meant else word for word in asked]
    colours = colours_in(words)
    spans = {span.start: span for span in colours}
    shades = {span.shade_at: span.colour for span in colours}
    place = 0
    while place < len(words):
        span, forms = spans.get(place), (asked[place], *meant.get(asked[place], ()))
        if span:
            spoken = [*asked[place : span.stop], *words[place : span.stop]]
            yield _Spoken(_stems_of(spoken, span.colour.name), forms, ColourWord(span.colour.name))
        else:
            yield _Spoken(frozenset().union(*(same_as(stem(form)) for form in forms)), forms, shades.get(place))
        place = span.stop if span else place + 1


def _stems_of(words: Sequence[str], name: str) -> frozenset[str]:
    """What a feed may say for a colour: the query's own words, the English name, and what means the same."""
    return frozenset().union(*(same_as(stem(word)) for word in {*words, *name.split()} - VAGUE))


def score(query: Query, fields: Mapping[str, str], category: str = "", palette: Palette = ()) -> float:
    """The share (0..1) of the query that a product's fields and measured colours answer."""
    total = answered = 0.0
    for place, term in enumerate(query.terms):
        weight = HEAD if place == query.head else 1.0
        found = _weight(term, fields)
        if place == query.head and category == query.category:
            found = max(found, SAME_KIND)
        if place in query.colours and palette:
            found = colour_weight(found, fields.get("color", ""), query.colours[place], palette)
        total += weight
        answered += weight * found
    return answered / total if total else 0.0


def _weight(term: frozenset[str], fields: Mapping[str, str]) -> float:
    """The weight of the most telling field that holds a term; 0 where none does."""
    for name, weight in WEIGHTS.items():
        held = is_described if name == "description" else is_held
        if (text := fields.get(name)) and held(term, text):
            return weight
    return 0.0


def is_held(term: frozenset[str], text: str) -> bool:
    """Whether a short field holds a stem of a term."""
    return not term.isdisjoint(stem_set(text))


def is_described(term: frozenset[str], text: str) -> bool:
    """Whether a description does; it is cut into stems only where the letters of one occur at all."""
    plain = f" {text[:MAX_DESCRIPTION].casefold()}"
    parts = (known[:-1] if len(known) > 3 else f" {known}" for known in term)
    return any(part in plain for part in parts) and not term.isdisjoint(stems(plain))


def scores(query: Query, category: str = "", most: int = MAX_CANDIDATES) -> dict[int, float]:
    """Product pk → score (0..1) of at most ``most`` available products that answer most of it; one query."""
    if not query.terms:
        return {}
    visible = Product.objects.filter(FOR_SALE)
    if category:
        visible = visible.filter(category=category)
    return _scored(query, candidates(PRODUCTS, tiers(query, most), visible, most))


def scores_among(query: Query, pks: Sequence[int]) -> dict[int, float]:
    """The same of the given products; one query."""
    return _scored(query, pks) if query.terms and pks else {}


def _scored(query: Query, found: Any) -> dict[int, float]:
    rows = list(Product.objects.filter(pk__in=found).order_by().values("pk", "category", "palette", *WEIGHTS))
    palettes = [palette_from_json(row.pop("palette")) for row in rows]
    remember(palettes if query.colours else [])
    pairs = zip(rows, palettes, strict=True)
    scored = {row["pk"]: score(query, row, row["category"], palette) for row, palette in pairs}
    return {pk: found for pk, found in scored.items() if found > 0}


def tiers(query: Query, most: int = MAX_CANDIDATES) -> list[Tier]:
    """Products that answer all terms, then all but one, then any."""
    every = clauses(query)
    all_but_one = tuple(every[:place] + every[place + 1 :] for place in range(len(every)))
    found = [Tier((every,), limit=most)]
    if len(every) > 2:
        found.append(Tier(all_but_one, limit=most))
    return [*found, Tier(tuple((one,) for one in every), limit=most)] if len(every) > 1 else found


def clauses(query: Query) -> Conjunction:
    """What a product's document must hold for each term: for the garment's the category is enough, for a colour that it
    was measured."""
    found = []
    for place, term in enumerate(query.terms):
        tokens = sorted(term)
        if place == query.head and query.category:
            tokens.append(category_token(query.category))
        if place in query.colours:
            tokens += map(colour_token, basics_of(query.colours[place].name))
        found.append(tuple(map(Term, tokens)))
    return tuple(found)


def best(text: str, top: int) -> list[int]:
    """The pks of the products that answer most of a query, best first: red things are no answer to "red coat"."""
    return best_of(understood(text), top)


def best_of(query: Query, top: int, most: int = MAX_CANDIDATES) -> list[int]:
    """The same for a query that is read already, of ``most`` products that are weighed."""
    found = answering(scores(query, most=most))
    return sorted(found, key=lambda pk: (-found[pk], pk))[:top]


def answering(found: Mapping[int, float]) -> dict[int, float]:
    """Of scored products those that answer most of the query, or nearly as much of it as the best one."""
    least = max(ANSWERED, NEAR_THE_BEST * max(found.values(), default=0.0))
    return {pk: score for pk, score in found.items() if score >= least}
