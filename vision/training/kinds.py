"""What may be said of a garment, and whether it is true of another: the words that the dual encoder learns from.

A text is made of attributes (kind, colour, pattern, gender, or a product's own title). It is true of a garment whose
attributes agree, false where one is known to differ, and unknown otherwise; unknown pairs teach nothing.
"""

import re
from dataclasses import dataclass

import numpy as np

from vision.colours import SHADES
from vision.language.vocabulary import GENDERS, KINDS

Rng = np.random.Generator

PARENT = {kind.name: kind.category for kind in KINDS if kind.phrases and kind.name != kind.category}
"""Kind → the wider one, which is a category."""
PHRASES = {kind.name: kind.phrases for kind in KINDS if kind.phrases}
FRAMES = (
    "{}", "a {}", "a photo of a {}", "a picture of a {}", "one {}", "a {} on a plain ground", "somebody wears a {}",
    "a {}, a piece of clothing", "a photo of a {} lying flat",
)  # fmt: skip
THINGS = ("garment", "piece of clothing", "clothes", "thing to wear")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a garment; empty where it is not. ``style`` and ``title`` are a product's."""

    kind: str
    colour: str = ""
    gender: str = ""
    style: str = ""
    title: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and the facts that it states."""

    words: str
    facts: Facts


def kind_in(words: str) -> str:
    """The kind that a text speaks of, in one or several; of two the one with the longer name, ``""`` where none."""
    found = f" {' '.join(re.findall(r'[a-z-]+', words.lower()))} "
    named = ((phrase, kind) for kind, phrases in PHRASES.items() for phrase in phrases)
    spoken = [(len(phrase), kind) for phrase, kind in named if any(f" {one} " in found for one in _several(phrase))]
    return max(spoken, key=lambda one: one[0])[1] if spoken else ""


def _several(phrase: str) -> tuple[str, ...]:
    return phrase, f"{phrase}s", f"{phrase}es"


def category_of(kind: str) -> str:
    """The parser's category of a kind."""
    return PARENT.get(kind, kind)


def say(facts: Facts, rng: Rng) -> Text:
    """One of the many true texts."""
    if facts.title and rng.random() < 0.2:
        named = Facts(facts.kind, facts.colour, style=facts.style, title=facts.title)
        return Text(f"{facts.colour} {facts.title}".strip(), named)
    kind = _said_kind(facts.kind, rng)
    colour = facts.colour if rng.random() < 0.75 else ""
    gender = facts.gender if rng.random() < 0.25 else ""
    pattern = facts.pattern if rng.random() < 0.5 else ""
    words = " ".join(word for word in (colour, pattern, _pick(PHRASES[kind], rng)) if word)
    if gender in GENDERS:
        words = _pick(GENDERS[gender], rng).format(words)
    stated = Facts(kind, colour, gender if gender in GENDERS else "", pattern=pattern)
    return Text(_pick(FRAMES, rng).format(words), stated)


def _said_kind(kind: str, rng: Rng) -> str:
    """The kind, at times the wider one."""
    return PARENT[kind] if kind in PARENT and rng.random() < 0.15 else kind


def _pick(choices: tuple[str, ...], rng: Rng) -> str:
    return choices[int(rng.integers(len(choices)))]


def truth(text: Facts, garment: Facts) -> float:
    """1 where a text is true of a garment, 0 where it is false, NaN where that is not known."""
    if text.title:
        return float(text.style == garment.style and text.colour == garment.colour)
    pairs = ((text.colour, garment.colour), (text.gender, garment.gender), (text.pattern, garment.pattern))
    known = [_kinds(text.kind, garment.kind), *(_same(said, seen) for said, seen in pairs)]
    if 0.0 in known:
        return 0.0
    return 1.0 if all(value == 1.0 for value in known) else float("nan")


def _same(said: str, known: str) -> float:
    if not said:
        return 1.0
    return float(said == known) if known else float("nan")


def _kinds(said: str, known: str) -> float:
    if said == known or PARENT.get(known) == said:
        return 1.0
    if PARENT.get(said) == known or _alike(said, known):
        return float("nan")
    return 0.0


def _alike(said: str, known: str) -> bool:
    """Kinds whose words are shared ("tights" are leggings or legwear) contradict nothing."""
    return bool(set(PHRASES[said]) & set(PHRASES[known]))


def questions(rng: Rng) -> list[list[str]]:
    """One way to name every kind, in ``PHRASES``' order, every colour, in ``SHADES``', and both of ``GENDERS``."""
    kinds = [_pick(FRAMES, rng).format(_pick(words, rng)) for words in PHRASES.values()]
    colours = [_pick(FRAMES, rng).format(f"{colour} {_pick(THINGS, rng)}") for colour in SHADES]
    genders = [_pick(FRAMES, rng).format(_pick(words, rng).format(_pick(THINGS, rng))) for words in GENDERS.values()]
    return [kinds, colours, genders]


def answers(garment: Facts) -> list[list[float]]:
    """What is true of a garment among the answers of each of ``questions``: 1, 0, or NaN where it is not known.

    A wider kind ("top" for a t-shirt) is neither right nor wrong: the narrow one is asked for.
    """
    kinds = [float("nan") if PARENT.get(garment.kind) == kind else _kinds(kind, garment.kind) for kind in PHRASES]
    colours = [_same(colour, garment.colour) for colour in SHADES]
    return [kinds, colours, [_same(gender, garment.gender) for gender in GENDERS]]
