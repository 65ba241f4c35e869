"""Feeds in JSON: an object a line, an array of them, or one that holds such an array (``{"products": [...]}``).

Seen in the field: ``title, url, price "₹1,799", img_src [..], search_url``; a comma after each line; brackets around.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from shopping.feeds.charsets import open_text, text_lines
from shopping.feeds.entries import Entry, Shop
from shopping.feeds.json_fields import DECODER, fields_of, loads
from shopping.feeds.shopify_json import is_shopify, variants_of
from trendflix.errors import UserError

CHUNK = 1 << 16
MAX_OBJECT = 4 << 20
"""Characters of one product; a larger one is a broken file."""
LISTS = re.compile(r'"(?:products|items|data|results|offers|entries|nodes|rows|feed|docs|hits|records)"\s*:\s*\[')
OBJECT = re.compile(r'\{(?=\s*["}])')
SPACE = re.compile(r"[\s,]*")


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """One entry a line that is not empty; a line that is no JSON object is an entry with a fault."""
    for number, line in enumerate(text_lines(path), start=1):
        text = line.strip().rstrip(",").strip("\x1e")
        if text not in ("", "[", "]"):
            yield from entries_of(number, _object(text), shop)


def _object(text: str) -> Any:
    """What a line holds, or why it cannot be read, as text."""
    try:
        data = loads(text)
    except (ValueError, RecursionError) as error:
        return f"not JSON ({error})"[:200]
    return data if isinstance(data, dict) else "not a JSON object"


def entries_of(line: int, data: Any, shop: Shop) -> Iterator[Entry]:
    """A product's entries: one for each variant of Shopify's, or one."""
    if not isinstance(data, dict):
        yield Entry(line, fault=str(data))
    elif is_shopify(data):
        yield from (replace(entry, line=line) for entry in variants_of(data, shop))
    else:
        yield Entry(line, fields_of(data))


def read_array(path: Path, shop: Shop) -> Iterator[Entry]:
    """The objects of the first array of products, read as a stream, each with the line it begins on."""
    count = 0
    for line, data in _objects(path):
        count += 1
        yield from entries_of(line, data, shop)
    if not count:
        raise UserError(f"{path.name}: holds no list of products.")


class Window:
    """A part of a text file that moves on, and the line that it begins on."""

    def __init__(self, path: Path) -> None:
        self._file = open_text(path)
        self.text, self.line, self.is_whole = "", 1, False

    def more(self) -> bool:
        """Read on; whether there was anything to read."""
        piece = self._file.read(max(CHUNK, len(self.text)))
        self.text += piece
        self.is_whole = not piece
        return bool(piece)

    def move(self, to: int) -> None:
        """Leave what comes before ``to``."""
        self.line += self.text.count("\n", 0, to)
        self.text = self.text[to:]

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _objects(path: Path) -> Iterator[tuple[int, Any]]:
    window = Window(path)
    try:
        window.more()
        window.move(_list_begins(window.text))
        while True:
            window.move(_space(window))
            if not window.text or window.text[0] == "]":
                return
            line, data = window.line, _next(window, path)
            yield line, data
    finally:
        window.close()


def _space(window: Window) -> int:
    """How many characters of white space and commas stand at the window's beginning, with more read if it is all."""
    found = SPACE.match(window.text)
    end = found.end() if found else 0
    while end == len(window.text) and window.more():
        found = SPACE.match(window.text)
        end = found.end() if found else 0
    return end


def _list_begins(text: str) -> int:
    """Where the first product stands: after the bracket of the list that holds them."""
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == "[":
        return start + 1
    found = LISTS.search(text)
    return found.end() if found else start


def _next(window: Window, path: Path) -> Any:
    """The object at the window's beginning; one that is broken is left behind up to where the next may begin."""
    while True:
        try:
            data, end = DECODER.raw_decode(window.text)
        except (ValueError, RecursionError) as error:
            if not window.is_whole and len(window.text) < MAX_OBJECT and window.more():
                continue
            return _skipped(window, path, error)
        if end == len(window.text) and window.more():
            continue
        window.move(end)
        return data if isinstance(data, dict) else "not a JSON object"


def _skipped(window: Window, path: Path, error: Exception) -> Any:
    """Why an object is broken; it is left at the next one that can be read."""
    lax = _lax(window)
    if lax is not None:
        return lax
    for found in OBJECT.finditer(window.text, 1):
        if window.text[: found.start()].rstrip().endswith(("}", "},", ",", "\n")):
            try:
                DECODER.raw_decode(window.text, found.start())
            except ValueError:
                continue
            window.move(found.start())
            return f"not JSON ({error})"[:200]
    window.move(len(window.text))
    return f"not JSON, and nothing behind it is ({error})"[:200]


def _lax(window: Window) -> Any:
    """An object with commas before its closing bracket, if that is all that is wrong with it."""
    for found in re.finditer(r"\}(?=\s*(?:,\s*\{|\]|$))", window.text):
        try:
            data = loads(window.text[: found.end()])
        except (ValueError, RecursionError):
            continue
        window.move(found.end())
        return data
    return None
