"""Text of templates that nobody marked for translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SPOKEN = ("title", "aria-label", "placeholder", "alt")
NAMES = {"TMDB", "TrendFlix", "trendflix", "trend", "flix", "p", "min", "s"}
"""Names and units that are the same everywhere."""
WORD = re.compile(r"[^\W\d_]+")
TAG = "\ufffc"
"""Stands for a template tag or a variable."""


class Text(HTMLParser):
    """Collects words that people read or hear: text, and the attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        """Text between tags."""
        self.words += WORD.findall(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Spoken attributes."""
        for name, value in attrs:
            if name in SPOKEN:
                self.words += WORD.findall(value or "")


def unmarked(text: str) -> list[str]:
    """Words of a template that stand outside of ``translate`` and ``blocktranslate``."""
    parser = Text()
    parser.feed("".join(_outside(text)))
    return [word for word in parser.words if word not in NAMES]


def _outside(text: str) -> Iterator[str]:
    """The template's own text; tags count as one sign, and what they translate is left out."""
    within = ""
    for token in Lexer(text).tokenize():
        name = token.contents.split(" ", 1)[0]
        if token.token_type is TokenType.BLOCK and within in ("", name.removeprefix("end")):
            is_silent = name in ("blocktranslate", "comment") or token.contents == "block body_class"
            within = name if is_silent else ""
            yield TAG
        elif not within:
            yield token.contents if token.token_type is TokenType.TEXT else TAG


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_every_word_of_a_template_can_be_translated(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<h1>Saved</h1>", ["Saved"]),
        ('<a aria-label="Go on">{{ name }}</a>', ["Go", "on"]),
        ('<a aria-label="{% translate "Go" %}" class="go">{% translate "Go" %} · TrendFlix</a>', []),
        ("{% blocktranslate count n=x %}one{% plural %}many{% endblocktranslate %} more", ["more"]),
        ("{# a note #}{% comment %}a note{% endcomment %}", []),
    ],
)
def test_unmarked_words_are_found(text: str, words: list[str]) -> None:
    assert unmarked(text) == words
