"""Names that files and people bring, as text that can be printed and stored."""

import re

SURROGATES = re.compile(r"[\udc80-\udcff]+")


def readable(name: str) -> str:
    """A name without what terminals and PostgreSQL refuse.

    Python keeps the bytes of a file name that is not UTF-8 as lone surrogates (PEP 383, ``surrogateescape``); they are
    read as Windows-1252, in which most such names were written. Control characters, NUL among them, become spaces.
    """
    text = SURROGATES.sub(lambda part: _decoded(part.group()), name)
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _decoded(part: str) -> str:
    return part.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
