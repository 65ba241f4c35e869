"""XML as shops write it, mended so that a strict parser reads it, piece by piece.

Characters that XML forbids become spaces, HTML's named entities their characters, and ampersands and ``<`` that begin
nothing are escaped. What stands in CDATA sections is left but for forbidden characters. Comments and processing
instructions are left out, but for their line breaks: a parser that is fed piece by piece reads a long one again from
its beginning with each piece.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

from shopping.feeds.readers.charsets import open_text
from shopping.feeds.readers.entries import broken

CHUNK = 1 << 16
MAX_TOKEN = 40
"""Characters that may be held back at the end of a chunk, in case an entity or a tag's beginning is cut there."""
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))
AMPERSAND = re.compile(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z_][A-Za-z0-9_.-]{0,31};)?")
ROOT = re.compile(r"<(?![?!])|<!DOCTYPE(?!\s+html)")
"""Where the first element begins, or what entities it may use."""
STATED = re.compile(r"<\?xml\s|<rss[\s>]|<!DOCTYPE(?!\s+html)")
"""What only a feed begins with; HTML before it is of a program that warns."""
BARE = re.compile(r"<(?![A-Za-z_/!?:\u0080-\uffff])")
OWN = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}
SECTIONS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
"""What begins a stretch that is no markup, and what ends it."""
SECTION = re.compile("|".join(map(re.escape, SECTIONS)))
CDATA = "<![CDATA["
MAX_TAG = 1_000_000
"""Characters of one tag with its attributes."""


def mended(path: Path) -> Iterator[str]:
    """The file's text in pieces of about ``CHUNK`` characters; line breaks stay where they are."""
    rest, section, tag = "", "", _TagLength(path)
    with open_text(path) as file:
        begin = _beginning(file.read(CHUNK))
        while True:
            piece, begin = begin or file.read(CHUNK), ""
            text = rest + piece
            cut = _cut(text) if piece else len(text)
            text, rest = _allowed(text[:cut]), text[cut:]
            mended_text, section = _without_sections(text, section)
            tag.count(mended_text)
            yield mended_text
            if not piece:
                return


def _allowed(text: str) -> str:
    """A piece without the characters that XML forbids; most pieces are ASCII and have none, which is told fast."""
    if text.isascii():
        data = text.encode()
        if len(data.translate(None, CONTROLS)) == len(data):
            return text
    return FORBIDDEN.sub(" ", text)


def _without_sections(text: str, section: str) -> tuple[str, str]:
    """A piece, mended, and what it ends inside of: a key of ``SECTIONS``, or nothing."""
    parts = []
    while text:
        if section:
            inside, end, text = text.partition(SECTIONS[section])
            parts.append(inside + end if section == CDATA else "\n" * inside.count("\n"))
            section = "" if end else section
        else:
            found = SECTION.search(text)
            before = text[: found.start()] if found else text
            section, text = (found[0], text[found.end() :]) if found else ("", "")
            parts.append(_escaped(before) + (CDATA if section == CDATA else ""))
    return "".join(parts), section


class _TagLength:
    """Counts how long a tag has been open. Raises ``UserError`` beyond ``MAX_TAG``."""

    def __init__(self, path: Path) -> None:
        self._path, self._line, self._length = path, 1, 0

    def count(self, text: str) -> None:
        """Take note of the next piece."""
        opened, closed = text.rfind("<"), text.rfind(">")
        if opened > closed:
            self._length = len(text) - opened
        else:
            self._length = 0 if closed >= 0 or not self._length else self._length + len(text)
        self._line += text.count("\n")
        if self._length > MAX_TAG:
            raise broken(self._path, self._line, f"a tag has more than {MAX_TAG:,} characters")


def _beginning(text: str) -> str:
    """The text without XML's declaration, which may only stand first, and without what programs print before it."""
    stated = STATED.search(text)
    root = ROOT.search(text, stated.start() if stated else 0)
    before = text[: root.start()] if root else ""
    return ("\n" * before.count("\n") + text[len(before) :]) if root else text


def _cut(text: str) -> int:
    """Where to end a piece so that no entity, no tag's beginning and no CDATA mark is cut in two."""
    tail = max(len(text) - MAX_TOKEN, 0)
    at = min((text.find(mark, tail) for mark in "&<]-?" if text.find(mark, tail) >= 0), default=len(text))
    return at if at > 0 else len(text)


def _escaped(text: str) -> str:
    return BARE.sub("&lt;", AMPERSAND.sub(_entity, text))


def _entity(match: re.Match[str]) -> str:
    """A reference that XML knows, or the character it means, or the ampersand as text."""
    found = match[0]
    if found in OWN:
        return found
    meant = unescape(found)
    return escape(FORBIDDEN.sub(" ", meant)) if meant != found else escape(found)


def is_joined(path: Path, root: str) -> bool:
    """Whether an element of the root's name opens more than once, as in files that were put one behind the other."""
    return sum(piece.count(f"<{root}{mark}") for piece in mended(path) for mark in " >\n") > 1
