"""Misspelt names, made with a seed: what fingers do to words, so that searches can be measured on them."""

import random
from collections.abc import Sequence

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MIN_LETTERS = 4
"""Of a word that is misspelt; of shorter ones little is left."""
TWICE = 0.15
"""Share of names in which two words are misspelt, where they have two."""


def misspelt(names: Sequence[str], count: int, seed: int = 1) -> list[tuple[str, str]]:
    """(name, as somebody mistypes it) ``count`` times: letters swapped, left out, doubled or replaced."""
    rng = random.Random(seed)  # noqa: S311 - the same each time, which is the point
    spelt = [name for name in names if any(_is_long(word) for word in name.split())]
    return [(name, _misspell(name, rng)) for name in rng.choices(spelt, k=count)]


def _is_long(word: str) -> bool:
    return len(word) >= MIN_LETTERS and word.isalpha()


def _misspell(name: str, rng: random.Random) -> str:
    words = name.split()
    places = [place for place, word in enumerate(words) if _is_long(word)]
    for place in rng.sample(places, 2 if len(places) > 1 and rng.random() < TWICE else 1):
        words[place] = _mistyped(words[place], rng)
    return " ".join(words).lower()


def _mistyped(word: str, rng: random.Random) -> str:
    """One slip of a finger: anywhere in the word, its first letter included."""
    at = rng.randrange(len(word) - 1)
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + rng.choice(LETTERS) + word[at + 1 :],
    )
    return rng.choice(slips)
