"""Text from outside as databases take it."""

import re

UNUSABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL stores nowhere, and halves of surrogate pairs, which are no characters."""


def storable(text: str) -> str:
    """The text with a sign in place of what no database stores."""
    return text if text.isprintable() else UNUSABLE.sub("\ufffd", text)
