"""Text of feed files, whatever their character set: UTF-8, UTF-16 and UTF-32 with and without BOM, Windows' code pages.

A byte that is not UTF-8 is read as Windows-1252 (as browsers do for "latin-1"), byte for byte: so a file in either of
them comes out right, and so does one with a single wrong byte. A file without one word of UTF-8 may be in another code
page, which chardet finds out.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

MIXED = "utf-8-or-windows-1252"
BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAX_LINE = 1_000_000
"""Characters of one line; products are a thousandth of that."""
TOO_LONG = f"the line has more than {MAX_LINE:,} characters"
HEAD = 1 << 16
DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)", re.DOTALL)
WESTERN = {"iso8859-1", "latin-1", "ascii", "cp1252", "iso8859-15"}
"""Charsets that are declared for lack of a better word; the bytes decide whether they are UTF-8."""
CODE_PAGES = tuple(
    [
        "windows-1252",
        "windows-1250",
        "windows-1251",
        "windows-1253",
        "windows-1254",
        "cp932",
        "gb18030",
        "euc-kr",
        "big5",
    ]
)
MIN_BYTES = 5
"""Bytes beyond ASCII below which a code page is not guessed."""
SHARE_OF_ZEROS = 0.3
UNUSABLE = re.compile("[\0\ufffe\uffff\ufeff]")


def as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """An error handler of codecs: bytes that are not UTF-8 as Windows-1252, one of them at a time."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.start + 1]
    return wrong.decode("cp1252", "replace"), error.start + 1


codecs.register_error(MIXED, as_windows_1252)


def charset_of(path: Path) -> str:
    """The codec of a file: its BOM's, that of its zero bytes, the one XML declares, or UTF-8."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    for bom, name in BOMS:
        if head.startswith(bom):
            return name
    return _without_bom(head) or _declared(head, path)


def _without_bom(head: bytes) -> str:
    """UTF-16 or UTF-32 by where zero bytes stand; they are most of a feed, whose markup is ASCII."""
    if head[:4].count(0) == 3:
        return "utf-32-le" if head[0] else "utf-32-be"
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if max(even, odd) / half < SHARE_OF_ZEROS:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(head: bytes, path: Path) -> str:
    found = DECLARED.match(head)
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else "utf-8"
    except LookupError:
        return "utf-8"
    if name.startswith(("utf", "ucs")) or name in WESTERN:
        return _code_page(path)
    return "utf-8" if _is_utf_8(path) else name


def _code_page(path: Path) -> str:
    """The code page of a file that declares none; ``"utf-8"`` where some of it is that, and for Windows-1252."""
    sample = b""
    with path.open("rb") as file:
        for line in _beyond_ascii(file):
            if _has_utf_8(line):
                return "utf-8"
            sample += line
            if len(sample) > HEAD:
                break
    if sum(byte > 127 for byte in sample) < MIN_BYTES:
        return "utf-8"
    import chardet  # its models take a tenth of a second to load, and pages never need them

    names = (*CODE_PAGES, "ascii")
    found = chardet.detect(sample, include_encodings=names, no_match_encoding="ascii", compat_names=False)["encoding"]
    name = codecs.lookup(found or "ascii").name
    return "utf-8" if name in WESTERN else name


def _beyond_ascii(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file that are not ASCII, ``HEAD`` bytes of each at a time; all others are passed over fast."""
    while chunk := file.read(HEAD):
        if chunk.isascii():
            continue
        chunk += file.readline(HEAD)
        for line in chunk.splitlines(keepends=True):
            if not line.isascii():
                yield line


def _has_utf_8(line: bytes) -> bool:
    """Whether a line holds a character of several bytes in UTF-8, and none that is no UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and not line.endswith(b"\n")
    return True


def _is_utf_8(path: Path) -> bool:
    """Whether a file that declares something else is UTF-8, and not merely ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_ascii = True
    with path.open("rb") as file:
        try:
            while chunk := file.read(HEAD):
                is_ascii = is_ascii and chunk.isascii()
                decoder.decode(chunk)
        except UnicodeDecodeError:
            return False
    return not is_ascii


def open_text(path: Path) -> TextIO:
    """A file as text; line ends of every kind are one newline."""
    name = charset_of(path)
    return path.open(encoding=name, errors=MIXED if name.startswith("utf-8") else "replace", newline=None)


def text_lines(path: Path) -> Iterator[str]:
    """Lines with their ends, without zero characters and stray BOMs; ``MAX_LINE`` characters of each at most."""
    with open_text(path) as file:
        while line := file.readline(MAX_LINE):
            yield UNUSABLE.sub("", line)
            while len(line) == MAX_LINE and not line.endswith("\n"):
                line = file.readline(MAX_LINE)


def is_cut(line: str) -> bool:
    """Whether a line of ``text_lines`` is longer than what was read of it."""
    return len(line) >= MAX_LINE - 1 and not line.endswith("\n")


def head_text(path: Path, size: int = HEAD) -> str:
    """The beginning of a file as text, without white space before it."""
    with open_text(path) as file:
        return UNUSABLE.sub("", file.read(size)).lstrip()
