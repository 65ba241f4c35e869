"""Google Merchant feeds in XML: RSS 2.0 or Atom, attributes with or without the ``g:`` prefix, declared or not.

https://support.google.com/merchants/answer/7052112 names the attributes. The file is read as a stream and no tree
is built, so memory does not grow with it; entities and external references are refused.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext

from shopping.feeds.readers.columns import apply, guess, with_prices
from shopping.feeds.readers.entries import MAX_FIELD_LENGTH, REPEATED, Entry, Fields, Shop, broken
from shopping.feeds.readers.kinds import looks_like
from shopping.feeds.readers.xml_text import mended
from trendflix.core.errors import UserError

ITEMS = {"item", "entry", "product", "offer", "shopitem"}
TEXTS = {"title", "description"}
"""Fields whose elements may hold HTML elements, of which the words count."""
AFTER_THE_END = "junk after document element"
"""Expat's words for text behind a feed that is complete; nothing is lost with it."""
GOOGLE = "http://base.google.com/"


class Items(ContentHandler):
    """A parser's handler that keeps complete items until they are taken, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.position: Callable[[], int] = lambda: 0
        self.ready: list[Entry] = []
        self.count = 0
        self._google = {"g"}
        self._depth = 0
        self._at = 0
        self._began = 0
        self._fields: Fields | None = None
        self._certain: set[str] = set()
        self._prefix = ""
        self._name = ""
        self._href = ""
        self._currency = ""
        self._text: list[str] = []
        self._length = 0

    def startElement(self, name: str, attrs: Any) -> None:
        """An element opens: an item, a field of one, or something that is neither."""
        self._depth += 1
        self._declare(attrs)
        prefix, _, local = name.rpartition(":")
        if self._fields is None:
            if local.lower() in ITEMS:
                named = attrs.get("id", "").strip()
                self._fields, self._at, self._began = {"id": named} if named else {}, self._depth, self.position()
                self._certain = set()
        elif self._depth == self._at + 1:
            self._prefix, self._name, self._text, self._length = prefix, local.lower(), [], 0
            self._currency = attrs.get("currency", "")
            self._href = attrs.get("href", "") if attrs.get("rel", "alternate") == "alternate" else ""
        elif self._name in TEXTS:
            self._text.append(" ")

    def _declare(self, attrs: Any) -> None:
        """Note the prefixes that stand for Google's namespace."""
        for name in attrs.getNames():
            if name.startswith("xmlns") and attrs[name].startswith(GOOGLE):
                self._google.add(name.removeprefix("xmlns").removeprefix(":"))

    def characters(self, content: str) -> None:
        """Characters; only those directly in a field count, and those in HTML within words."""
        is_field = self._depth == self._at + 1 or (self._depth > self._at and self._name in TEXTS)
        if self._fields is not None and is_field and self._length <= MAX_FIELD_LENGTH:
            self._text.append(content)
            self._length += len(content)

    def endElement(self, name: str) -> None:
        """An element closes."""
        if self._fields is not None and self._depth == self._at + 1:
            value = ("".join(self._text).strip() or self._href)[:MAX_FIELD_LENGTH]
            self._keep(self._fields, f"{value} {self._currency}".strip() if value else "")
        elif self._fields is not None and self._depth == self._at:
            self.ready.append(Entry(self._began, _completed(self._fields)))
            self.count += 1
            self._fields = None
        self._depth -= 1

    def _keep(self, fields: Fields, value: str) -> None:
        """Google's own attribute beats RSS's or Atom's of the same name; repeated ones are joined by newlines."""
        name, is_certain = self._name, self._prefix in self._google
        if name in REPEATED and fields.get(name) and value:
            fields[name] += f"\n{value}"
        elif is_certain and (value or name not in self._certain):
            fields[name] = value
            self._certain.add(name)
        elif value and name not in self._certain:
            fields.setdefault(name, value)
        self._name = ""

    def take(self) -> list[Entry]:
        """The items that are complete, once."""
        taken, self.ready = self.ready, []
        return taken


def _completed(fields: Fields) -> Fields:
    """The fields; those of an item that lacks Google's names are looked for under other ones."""
    if all(fields.get(name) for name in ("id", "title", "link", "image_link", "price")):
        return with_prices(fields)
    return apply(guess(name for name, value in fields.items() if value), fields)


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """Items of the feed, with the line each begins on. Raises ``UserError`` that names the line of what is broken."""
    items = Items()
    parser = make_parser()
    parser.setContentHandler(items)
    items.position = parser.getLineNumber
    try:
        for piece in mended(path):
            parser.feed(piece)
            yield from items.take()
        parser.close()
        yield from items.take()
    except SAXParseException as error:
        yield from items.take()
        if error.getMessage() != AFTER_THE_END or not items.count:
            raise broken(path, error.getLineNumber() or 1, f"broken XML ({error.getMessage()})") from error
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
