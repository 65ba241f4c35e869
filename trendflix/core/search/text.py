"""Text as it is indexed: folded to plain letters and cut into tokens, in Python, so that every database agrees.

Folding is Unicode NFKD without the marks of Latin, Greek, Cyrillic, Hebrew and Arabic, then NFC, then case folding
(Unicode Standard Annex 15); letters that do not decompose (ø, ł, æ) have a table. Scripts without spaces between words
are indexed by overlapping pairs of characters (Manning et al. 2008, Introduction to Information Retrieval, 2.2.1).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

MAX_TOKEN = 40
MAX_TOKENS = 2_000
"""Tokens of one document; a title of thousands of credits is found by the first of them."""
_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n",
        "ŧ": "t", "ĸ": "k", "ſ": "s",
    }
)  # fmt: skip
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0640\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]"
)
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)")
_INITIALS = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_COMPOUNDS = re.compile(r"\w+(?:[-‐‑‒–·・]\w+)+")
_LETTER = r"[\w\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
"""Letters, digits, and the vowel signs of scripts that write them as marks."""
_WORD = re.compile(f"{_LETTER}+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def fold(text: str) -> str:
    """Plain small letters: ``"Amélie ＡＢＣ Ø"`` → ``"amelie abc o"``. Punctuation and spaces stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", _MARKS.sub("", plain))
    return plain.casefold().translate(_LETTERS).replace("_", " ")


def _joined(plain: str) -> str:
    """Folded text with apostrophes dropped and initials joined: ``e.t.`` → ``et``."""
    plain = _APOSTROPHES.sub("", plain)
    return _INITIALS.sub(lambda found: found.group().replace(".", ""), plain)


def words(text: str) -> list[str]:
    """The folded words of a text in order; runs of a script without spaces are one word."""
    found = [part for word in _WORD.findall(_joined(fold(text))) for part in _parts(word)]
    return [part if is_unspaced(part) else part[:MAX_TOKEN] for part in found]


def _parts(word: str) -> Iterator[str]:
    at = 0
    for run in _UNSPACED.finditer(word):
        yield from filter(None, (word[at : run.start()], run.group()))
        at = run.end()
    if word[at:]:
        yield word[at:]


def is_unspaced(word: str) -> bool:
    """Whether a word is a run of a script that is written without spaces (Chinese, Japanese, Korean, Thai …)."""
    return bool(_UNSPACED.match(word))


def pairs(run: str) -> list[str]:
    """Overlapping pairs of a run's characters: ``東京都`` → ``東京``, ``京都``."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def tokens(texts: Iterable[str]) -> list[str]:
    """The tokens that texts are indexed by, each once: words, pairs of unspaced runs, and hyphenated words joined."""
    found: dict[str, None] = {}
    for text in texts:
        for word in words(text):
            found.update(dict.fromkeys([*pairs(word), word[-1]] if is_unspaced(word) else [word]))
        for compound in _COMPOUNDS.findall(_joined(fold(text))):
            parts = [part for part in _WORD.findall(compound) if not _UNSPACED.search(part)]
            if len(parts) > 1:
                found["".join(parts)[:MAX_TOKEN]] = None
    return list(found)[:MAX_TOKENS]
