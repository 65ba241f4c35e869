"""Languages of subtitle files: what people call them, as BCP 47 (RFC 5646); and what a file's name tells."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.utils.translation import gettext

from playback.media.streams import language_name
from trendflix.core.errors import UserError

UNKNOWN = "und"
"""ISO 639-2 for a language that nobody told."""
TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")
ABBREVIATIONS = {"chs": "zh-Hans", "cht": "zh-Hant", "pob": "pt-BR", "ptbr": "pt-BR", "jap": "ja"}
RELEASE_WORDS = {"ts", "sd", "dv", "br", "la", "os", "io", "to"}
"""Codes of small languages that in a file's name mean something else, as in ``film.ts.srt``."""
ENGLISH_WORDS = {"am", "as", "be", "he", "in", "is", "it", "la", "my", "no", "or", "so", "to", "us"}
"""Codes that end a title as often as they name a language, as in ``let_it_be``; alone between dots they are codes."""
ROLES = {"forced": "forced", "foreign": "forced", "sdh": "sdh", "cc": "sdh", "hi": "sdh", "hoh": "sdh"}
IGNORED = {"default", "full", "utf8", "utf-8", "sub", "subs", "subtitle", "subtitles"}


@dataclass(frozen=True, slots=True)
class Named:
    """What a file's name tells: a language (BCP 47, empty where none), and whether it is a forced or an SDH track."""

    language: str = ""
    role: str = ""


def language_code(text: str) -> str:
    """BCP 47 of a code (ISO 639-1, 639-2, with script and region) or of a name in English or in itself.

    ``eng`` is ``en``, ``pt_br`` is ``pt-BR``, ``Deutsch`` is ``de``; empty where it is no language.
    """
    words = text.strip()
    if words.lower() in ABBREVIATIONS:
        return ABBREVIATIONS[words.lower()]
    return _tag(words) or _names().get(words.casefold(), "")


def language_checked(text: str) -> str:
    """BCP 47 of what a person wrote, or ``UserError``; nothing stays nothing."""
    code = language_code(text)
    if text.strip() and not code and text.strip().lower() != UNKNOWN:
        raise UserError(
            gettext("%(language)s: no language that is known; write a code such as de, pt-BR or eng.")
            % {"language": text.strip()[:40]}
        )
    return code or text.strip().lower()


def _tag(text: str) -> str:
    match = TAG.fullmatch(text)
    if match is None:
        return ""
    language, script, region = match[1].lower(), (match[2] or "").title(), (match[3] or "").upper()
    language = str(get_global("language_aliases").get(language, language))
    try:
        Locale.parse("-".join(filter(None, (language, script, region))), sep="-")
    except (UnknownLocaleError, ValueError):
        return ""
    return "-".join(filter(None, (language, script, region)))


@cache
def _names() -> dict[str, str]:
    """Names of languages, case-folded, in English and in themselves, to their codes."""
    found: dict[str, str] = {}
    for code, name in Locale("en").languages.items():
        tag = _tag(code)
        if tag:
            found.setdefault(name.casefold(), tag)
            found.setdefault(language_name(tag).casefold(), tag)
    return found


def language_named(name: str) -> Named:
    """What a subtitle file's name tells: ``film.pt-BR.forced.srt`` is Brazilian Portuguese, forced.

    Words are read from the end; the first that is neither a language nor a kind of track belongs to the film's name.
    """
    words = [word for word in re.split(r"[.\s()\[\]]+", PurePath(name).stem) if word]
    language, role = "", ""
    for index in range(len(words) - 1, -1, -1):
        word, code = words[index].lower(), "" if language else _language_at(words, index)
        if word in ROLES and (word != "hi" or not code or language_code(words[index - 1] if index else "")):
            role = role or ROLES[word]
        elif code:
            language = code
        elif word not in IGNORED and not re.fullmatch(r"\d{1,2}", word):
            break
    return Named(language, role)


def _language_at(words: list[str], index: int) -> str:
    """The language of one word of a name; the first word is the film's, unless it is all there is."""
    word = words[index].lower()
    if word in RELEASE_WORDS or (index == 0 and (len(word) == 3 or not set(words[1:]) <= ROLES.keys())):
        return ""
    last = re.split(r"[_-]", word)[-1]
    return language_code(word) or ("" if last == word or last in ENGLISH_WORDS else language_code(last))
