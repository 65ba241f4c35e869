"""Normalises titles and vocabulary in the same way, so that one can be looked up in the other."""

import re
import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ı": "i", "đ": "d", "ё": "е", "ð": "d"})
_MARKS = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_SPLIT = re.compile(r"\s[-‐‑]+\s|[,;:|/\\()\[\]{}<>•·–—―・、，。「」【】（）｜／!?+\"“”„«»*]|\.\s")
_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)?")


def normal(text: str) -> str:
    """Lower case, compatibility forms unified (NFKC), accents of Latin, Greek and Cyrillic letters removed.

    Marks that make another letter elsewhere (Japanese ハ and バ) stay.
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", lowered)))


def words(text: str) -> list[str]:
    """The normalised words of a text; hyphens and apostrophes separate, an English possessive ending is dropped."""
    return _WORD.findall(_POSSESSIVE.sub("", normal(text)))


def phrases(text: str) -> Iterator[list[str]]:
    """The words of each part of a title: parts end at commas, brackets, bars and dashes between spaces."""
    for part in _SPLIT.split(text):
        if found := words(part):
            yield found
