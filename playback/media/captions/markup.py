"""Text of SubRip and WebVTT cues as WebVTT cue text: known tags stay, everything else is words."""

import html
import re

BREAK = re.compile(r"<\s{0,3}br\s{0,3}/?\s{0,3}>", re.IGNORECASE)
STYLED = re.compile(r"<\s{0,3}(/?)\s{0,3}(b|i|u|em|strong)\s{0,3}>", re.IGNORECASE)
ATTRIBUTES = r"\s+[\w-]+\s*=[^<>]*"
DROPPED = re.compile(
    rf"<\s{{0,3}}/?\s{{0,3}}(?:font|span|strike|center|div|p|s|body)(?:{ATTRIBUTES})?\s{{0,3}}/?>|<[biu]{ATTRIBUTES}>",
    re.IGNORECASE,
)
"""HTML that SubRip files have and WebVTT has not; attributes tell a tag from ``a<b and c>d``."""
VTT_TAG = re.compile(
    r"</?(?:b|i|u|ruby|rt)(?:\.[\w.-]+)?>|</?c(?:\.[^\s<>]+)?>|</(?:v|lang)>"
    r"|<v(?:\.[^\s<>]+)?\s[^<>]*>|<lang(?:\.[^\s<>]+)?\s[^<>]*>|<(?:\d{2,}:)?\d\d:\d\d\.\d{3}>"
)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
SAME = {"em": "i", "strong": "b"}


def markup_clean(text: str, *, webvtt: bool = False) -> str:
    """WebVTT cue text of a SubRip or WebVTT cue: no blank line, ``<`` and ``&`` escaped where they are words.

    Bold, italic and underlined stay. ``webvtt`` says that voices, classes, ruby and times are tags, too.
    """
    told = DROPPED.sub("", STYLED.sub(_known, BREAK.sub("\n", text.replace("\0", ""))))
    parts, place = [], 0
    for tag in (VTT_TAG if webvtt else STYLED).finditer(told):
        parts += [_escaped(told[place : tag.start()]), tag[0]]
        place = tag.end()
    return lines_join("".join([*parts, _escaped(told[place:])]))


def lines_join(text: str) -> str:
    """Lines without blank ones among them, and without arrows: both would end a WebVTT cue."""
    kept = (line.strip() for line in text.replace("-->", "→").splitlines())
    return "\n".join(line for line in kept if line)


def words_of(text: str) -> str:
    """What is read of cue text, without its tags; empty where nothing is shown."""
    return re.sub(r"<[^>]*>", "", text).strip()


def _known(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    return f"<{tag[1]}{SAME.get(name, name)}>"


def _escaped(text: str) -> str:
    return html.escape(ENTITY.sub(lambda entity: html.unescape(entity[0]), text), quote=False)
