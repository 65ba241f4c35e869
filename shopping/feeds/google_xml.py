"""Google Merchant feeds in XML: RSS 2.0 or Atom, attributes with or without the ``g:`` prefix.

https://support.google.com/merchants/answer/7052112 names the attributes. The file is read as a stream and no tree
is built, so memory does not grow with it; entities and external references are refused.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from shopping.feeds.entries import LONGEST_FIELD, REPEATED, Entry, Fields, Shop, broken
from trendflix.errors import UserError

ITEMS = {"item", "entry"}
GOOGLE = "{http://base.google.com/"
CHUNK = 1 << 16


class Items:
    """A parser's target that keeps complete items until they are taken, and nothing else."""

    def __init__(self) -> None:
        self.position: Callable[[], int] = lambda: 0
        self.ready: list[Entry] = []
        self.count = 0
        self._depth = 0
        self._at = 0
        self._began = 0
        self._fields: Fields | None = None
        self._certain: set[str] = set()
        self._tag = ""
        self._href = ""
        self._text: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element opens: an item, a field of one, or something that is neither."""
        self._depth += 1
        if self._fields is None:
            if local(tag) in ITEMS:
                self._fields, self._at, self._began = {}, self._depth, self.position()
                self._certain = set()
        elif self._depth == self._at + 1:
            self._tag, self._text, self._length = tag, [], 0
            self._href = attributes.get("href", "") if attributes.get("rel", "alternate") == "alternate" else ""

    def data(self, text: str) -> None:
        """Characters; only those directly in a field count."""
        if self._fields is not None and self._depth == self._at + 1 and self._length <= LONGEST_FIELD:
            self._text.append(text)
            self._length += len(text)

    def end(self, tag: str) -> None:
        """An element closes."""
        if self._fields is not None and self._depth == self._at + 1:
            self._keep(self._fields, local(tag), ("".join(self._text).strip() or self._href)[:LONGEST_FIELD])
        elif self._fields is not None and self._depth == self._at:
            self.ready.append(Entry(self._began, self._fields))
            self.count += 1
            self._fields = None
        self._depth -= 1

    def _keep(self, fields: Fields, name: str, value: str) -> None:
        """Google's own attribute beats RSS's or Atom's of the same name; repeated ones are joined by newlines."""
        if name in REPEATED and name in fields:
            fields[name] += f"\n{value}"
        elif self._tag.startswith(GOOGLE):
            fields[name] = value
            self._certain.add(name)
        elif value and name not in self._certain:
            fields.setdefault(name, value)

    def take(self) -> list[Entry]:
        """The items that are complete, once."""
        taken, self.ready = self.ready, []
        return taken


def local(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rsplit("}", 1)[-1].lower()


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """Items of the feed, with the line each begins on. Raises ``UserError`` that names the line of what is broken."""
    items = Items()
    parser = DefusedXMLParser(target=items)
    items.position = lambda: int(parser.parser.CurrentLineNumber)
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                parser.feed(chunk)
                yield from items.take()
        parser.close()
        yield from items.take()
    except ParseError as error:
        raise broken(path, error.position[0], f"broken XML ({error.msg})") from error
    except DefusedXmlException as error:
        raise broken(
            path, items.position(), f"declares entities, which feeds may not ({type(error).__name__})"
        ) from error
    except (ValueError, LookupError) as error:
        raise broken(path, items.position(), f"not readable as XML ({error})") from error
    if not items.count:
        raise UserError(f"{path.name}: holds neither an item nor an entry.")
