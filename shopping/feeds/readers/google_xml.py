"""Google Merchant feeds in XML: RSS 2.0 or Atom, attributes with or without the ``g:`` prefix, declared or not.

https://support.google.com/merchants/answer/7052112 names the attributes. The file is read as a stream and no tree
is built, so memory does not grow with it; entities and external references are refused.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext

from shopping.feeds.readers.columns import apply, guess, with_prices
from shopping.feeds.readers.entries import MAX_FIELD_LENGTH, REPEATED, Entry, Fields, Shop, broken
from shopping.feeds.readers.kinds import looks_like
from shopping.feeds.readers.xml_text import is_joined, mended
from trendflix.core.errors import UserError

ITEMS = {"item", "entry", "product", "offer", "shopitem"}
TEXTS = {"title", "description"}
"""Fields whose elements may hold HTML elements, of which the words count."""
AFTER_THE_END = "junk after document element"
"""Expat's words for text behind a feed that is complete; nothing is lost with it."""
NOWHERE = -2
"""The depth of the item that is read, outside of items."""
MAX_NAMES = 1_000
GOOGLE = "http://base.google.com/"


class Items:
    """What a parser calls: keeps complete items until they are taken, and nothing else."""

    def __init__(self) -> None:
        self.position: Callable[[], int] = lambda: 0
        self.ready: list[Entry] = []
        self.count = 0
        self.root = ""
        self._google = {"g"}
        self._names: dict[str, tuple[str, str]] = {}
        self._depth = 0
        self._at = NOWHERE
        self._began = 0
        self._fields: Fields = {}
        self._certain: set[str] = set()
        self._prefix = ""
        self._name = ""
        self._href = ""
        self._currency = ""
        self._text: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens: an item, a field of one, or something that is neither."""
        self._depth = depth = self._depth + 1
        if depth == 1:
            self.root = name
        if attributes:
            self._declare(attributes)
        if depth == self._at + 1:
            known = self._names.get(name)
            self._prefix, self._name = known or self._parted(name)
            self._text, self._length = [], 0
            self._currency = self._href = ""
            if attributes:
                self._currency = attributes.get("currency", "")
                self._href = attributes.get("href", "") if attributes.get("rel", "alternate") == "alternate" else ""
        elif self._at != NOWHERE:
            if self._name in TEXTS:
                self._text.append(" ")
        elif self._parted(name)[1] in ITEMS:
            named = attributes.get("id", "").strip()
            self._fields, self._at, self._began = {"id": named} if named else {}, depth, self.position()
            self._certain = set()

    def _parted(self, name: str) -> tuple[str, str]:
        """(prefix, name in small letters) of an element; feeds have few."""
        prefix, _, local = name.rpartition(":")
        if len(self._names) < MAX_NAMES:
            self._names[name] = prefix, local.lower()
        return prefix, local.lower()

    def _declare(self, attributes: dict[str, str]) -> None:
        """Note the prefixes that stand for Google's namespace."""
        for name, value in attributes.items():
            if name.startswith("xmlns") and value.startswith(GOOGLE):
                self._google.add(name.removeprefix("xmlns").removeprefix(":"))

    def characters(self, content: str) -> None:
        """Characters; only those directly in a field count, and those in HTML within words."""
        depth, at = self._depth, self._at
        is_field = depth == at + 1 or (at != NOWHERE and depth > at and self._name in TEXTS)
        if is_field and self._length <= MAX_FIELD_LENGTH:
            self._text.append(content)
            self._length += len(content)

    def end(self, _: str) -> None:
        """An element closes."""
        if self._depth == self._at + 1:
            value = "".join(self._text).strip() or self._href
            if self._length > MAX_FIELD_LENGTH or self._href:
                value = value[:MAX_FIELD_LENGTH]
            self._keep(f"{value} {self._currency}".strip() if value and self._currency else value)
        elif self._depth == self._at:
            self.ready.append(Entry(self._began, _completed(self._fields)))
            self.count += 1
            self._at = NOWHERE
        self._depth -= 1

    def _keep(self, value: str) -> None:
        """Google's own attribute beats RSS's or Atom's of the same name; repeated ones are joined by newlines."""
        name, fields = self._name, self._fields
        if name in REPEATED and value and fields.get(name):
            fields[name] += f"\n{value}"
        elif self._prefix in self._google:
            if value or name not in self._certain:
                fields[name] = value
                self._certain.add(name)
        elif value and name not in self._certain:
            fields.setdefault(name, value)
        self._name = ""

    def take(self) -> list[Entry]:
        """The items that are complete, once."""
        taken, self.ready = self.ready, []
        return taken


class Parser(DefusedExpatParser):
    """The parser that refuses entities, whose elements go to ``Items`` without SAX's objects between."""

    _parser: Any

    def __init__(self, items: Items) -> None:
        super().__init__()
        self._items = items

    def reset(self) -> None:
        """Begin; the parser is made anew."""
        super().reset()
        self._parser.StartElementHandler = self._items.start
        self._parser.EndElementHandler = self._items.end
        self._parser.CharacterDataHandler = self._items.characters


def _completed(fields: Fields) -> Fields:
    """The fields; those of an item that lacks Google's names are looked for under other ones."""
    get = fields.get
    if get("id") and get("title") and get("link") and get("image_link") and get("price"):
        return with_prices(fields)
    return apply(guess(name for name, value in fields.items() if value), fields)


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """Items of the feed, with the line each begins on. Raises ``UserError`` that names the line of what is broken."""
    items = Items()
    parser = Parser(items)
    items.position = parser.getLineNumber
    try:
        for piece in mended(path):
            parser.feed(piece)
            yield from items.take()
        parser.close()
        yield from items.take()
    except SAXParseException as error:
        yield from items.take()
        line = error.getLineNumber() or 1
        if error.getMessage() != AFTER_THE_END or not items.count:
            raise broken(path, line, f"broken XML ({error.getMessage()})") from error
        if is_joined(path, items.root):
            raise broken(path, line, "a second document begins behind the first; give each a feed") from error
    except DefusedXmlException as error:
        reason = f"declares entities, which feeds may not ({type(error).__name__})"
        raise broken(path, parser.getLineNumber() or 1, reason) from error
    if not items.count:
        kind = looks_like(path)
        raise UserError(
            gettext("%(name)s: holds neither an item nor an entry; it looks like %(kind)s.")
            % {"name": path.name, "kind": kind}
            if kind
            else gettext("%(name)s: holds neither an item nor an entry.") % {"name": path.name}
        )
