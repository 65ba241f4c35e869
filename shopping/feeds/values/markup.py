"""Plain text out of what shops put into their fields: entities, doubled ones too, and HTML."""

import re
from html import unescape

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|a|font|sup|sub|small|big|mark)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]*/?>|<![A-Za-z\[][^<>]*>")
AMPERSAND = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
MAX_TIMES = 3
"""How often an entity may have been escaped: ``&amp;amp;eacute;``."""


def unescaped(text: str) -> str:
    """The text with its entities read; only those that end in a semicolon are."""
    for _ in range(MAX_TIMES):
        if "&" not in text:
            break
        text = ENTITY.sub(lambda match: unescape(match[0]), text)
    return text


def plain_text(text: str) -> str:
    """Words without entities, tags, scripts, and runs of white space."""
    text = unescaped(text)
    if "<" in text:
        text = TAG.sub(" ", INLINE.sub("", HIDDEN.sub(" ", text)))
    return " ".join(text.split())


def plain_address(text: str) -> str:
    """An address without escaped ampersands; other entities are left, since ``&copy=1`` is a parameter."""
    if "&" in text:
        for _ in range(MAX_TIMES):
            text = AMPERSAND.sub("&", text)
    return text.strip()
