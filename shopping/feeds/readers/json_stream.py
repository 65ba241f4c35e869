"""The objects of a JSON array, one after the other: memory does not grow with the file, and each knows its line.

An object that is broken is reported in its place, and reading goes on at the next one.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from shopping.feeds.readers.charsets import open_text
from shopping.feeds.readers.entries import broken
from shopping.feeds.readers.json_fields import DECODER, loads

CHUNK = 1 << 16
MAX_OBJECT = 4 << 20
"""Characters of one product; a larger one is a broken file."""
MAX_TRIES = 50
"""Closing brackets at which a broken object is tried to end."""
LISTS = re.compile(r'"(?:products|items|data|results|offers|entries|nodes|edges|rows|feed|docs|hits|records)"\s*:\s*\[')
NEXT = re.compile(r"[},\n]\s*(?=\{\s*\")")
ENDS = re.compile(r"\}(?=\s*(?:,\s*\{|,?\s*\]|,?\s*$))")
CLOSED = re.compile(r"\][\s\]}]*$")
SPACE = re.compile(r"[\s,]*")
NO_OBJECT = "not a JSON object"


class Window:
    """A part of a text file; what comes before ``at`` has been read, and ``line`` is the line there."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.text, self.at, self.line, self.is_whole = "", 0, 1, False
        self.more()

    @property
    def size(self) -> int:
        """Characters that are left to read."""
        return len(self.text) - self.at

    def more(self) -> bool:
        """Take more of the file; whether there was any."""
        piece = self._file.read(max(CHUNK, self.size))
        self.text, self.at = self.text[self.at :] + piece, 0
        self.is_whole = not piece
        return bool(piece)

    def move(self, to: int) -> None:
        """Go on at ``to``."""
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def pass_space(self) -> str:
        """Pass white space and commas; the character behind them, or ``""`` at the end."""
        while True:
            found = SPACE.match(self.text, self.at)
            self.move(found.end() if found else self.at)
            if self.size or not self.more():
                return self.text[self.at : self.at + 1]


def objects(path: Path) -> Iterator[tuple[int, Any]]:
    """(line, object) of the first array of products; text that says why stands for what is no object.

    Raises ``UserError`` where the file ends before the array does.
    """
    with open_text(path) as file:
        window = Window(file)
        window.move(_list_begins(window.text))
        is_list = window.at > 0 and window.text[window.at - 1] == "["
        is_outermost = is_list and not window.text[: window.at - 1].strip("\ufeff \t\r\n")
        while True:
            while (begin := window.pass_space()) not in ("", "]"):
                yield window.line, _next(window)
            if is_list and not begin:
                raise broken(path, window.line, "the file ends before its list of products does; is it cut short?")
            if not is_outermost or not _another_begins(window):
                return


def _another_begins(window: Window) -> bool:
    """Pass the bracket that ends a list, and that which begins another, as in files put one behind the other."""
    window.move(window.at + 1)
    if window.pass_space() != "[":
        return False
    window.move(window.at + 1)
    return True


def _list_begins(text: str) -> int:
    """Where the first product stands: after the bracket of the list that holds them."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if text[start : start + 1] == "[":
        return start + 1
    found = LISTS.search(text)
    return found.end() if found else start


def _next(window: Window) -> Any:
    """The object where the window stands."""
    while True:
        try:
            data, end = DECODER.raw_decode(window.text, window.at)
        except (ValueError, RecursionError) as error:
            if not _is_broken(window, error) and window.more():
                continue
            return _mended(window) or _skipped(window, error)
        if end == len(window.text) and window.more():
            continue
        window.move(end)
        return data if isinstance(data, dict) else NO_OBJECT


def _is_broken(window: Window, error: Exception) -> bool:
    """Whether more of the file would not help."""
    if window.is_whole or window.size >= MAX_OBJECT:
        return True
    is_cut = str(error).startswith("Unterminated string") or getattr(error, "pos", 0) >= len(window.text) - 8
    return not is_cut


def _mended(window: Window) -> Any:
    """An object with commas before its closing bracket, if that is all that is wrong with it."""
    for _, found in zip(range(MAX_TRIES), ENDS.finditer(window.text, window.at), strict=False):
        try:
            data = loads(window.text[window.at : found.end()])
        except (ValueError, RecursionError):
            continue
        window.move(found.end())
        return data
    return None


def _skipped(window: Window, error: Exception) -> str:
    """Why an object is broken; the window goes on at the next one that can be read."""
    for found in NEXT.finditer(window.text, window.at + 1):
        try:
            DECODER.raw_decode(window.text, found.end())
        except (ValueError, RecursionError):
            continue
        window.move(found.end())
        return f"not JSON ({error})"[:200]
    rest = CLOSED.search(window.text, window.at)
    window.move(rest.start() if rest else len(window.text))
    return f"not JSON, and nothing behind it is ({error})"[:200]
