"""Words for colours in texts of several languages, read as names of ``vision.language.colour_names``.

The words are in ``colours.toml``.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vision.language.colour_names import BASIC, NAMES

_FILE = tomllib.loads(Path(__file__).with_name("colours.toml").read_text(encoding="utf-8"))
_LIGHTER, _DARKER = (frozenset(_FILE[name].split()) for name in ("lighter", "darker"))


@dataclass(frozen=True, slots=True)
class ColourWord:
    """A colour in a text: the name that it stands for, and whether a lighter (1) or darker (-1) shade is asked for."""

    name: str
    shade: int = 0


@cache
def _table() -> Mapping[str, str]:
    """Word or words in small letters → name of a colour, basic or fine."""
    found = {name.name: name.name for name in NAMES} | {basic: basic for basic in BASIC}
    return found | {word: name for name, words in _FILE["names"].items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Span:
    """A colour, the places of its words from ``start`` up to ``stop`` (not included), and the place of its shade."""

    colour: ColourWord
    start: int
    stop: int
    shade_at: int | None = None


def colours_in(words: Sequence[str]) -> list[Span]:
    """The colours that words in small letters name, in order; "light" or "dark" beside one asks for its shade."""
    found: list[Span] = []
    place = 0
    while place < len(words):
        left = min(2, len(words) - place)
        count = next((n for n in range(left, 0, -1) if " ".join(words[place : place + n]) in _table()), 0)
        if count:
            taken = -1 if not found or found[-1].shade_at is None else found[-1].shade_at
            found.append(_span(words, place, place + count, taken))
        place += max(1, count)
    return found


def _span(words: Sequence[str], start: int, stop: int, taken: int) -> Span:
    """The colour of some words, and its shade by a word before or after them, if that is not ``taken`` by another."""
    name = _table()[" ".join(words[start:stop])]
    near = (place for place in (start - 1, stop) if taken < place < len(words) and place >= 0)
    at = next((place for place in near if _shade(words[place])), None)
    return Span(ColourWord(name, 0 if at is None else _shade(words[at])), start, stop, at)


def _shade(word: str) -> int:
    return (word in _LIGHTER) - (word in _DARKER)
