"""Finds the marked strings of Python, templates and scripts, with Babel and Django alone (no xgettext)."""

import ast
import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

SITE, SCRIPTS = "django", "djangojs"
"""The two domains, as Django names them: what the server says, and what scripts say in the browser."""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ("Translators:",)
SKIPPED = ("tests", "migrations", "training", "bench", "demo")
"""Folders of Python files without words for viewers or administrators."""
TEMPLATES = (".html", ".txt")
"""Pages, and mails."""
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")
_PART = re.compile(_STRING)

Message = str | tuple[str, str]
Found = tuple[int, Message, str | None]


def template_messages(text: str, name: str) -> Iterator[Found]:
    """(line, message, context) of every marked string of a template; ``name`` is told where it does not parse."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of comments for translators that stand where Django does not look
        calls = templatize(text, origin=name)
    for match in _CALL.finditer(calls):
        parts = [ast.literal_eval(part.removeprefix("u")) for part in _PART.findall(match[2])]
        context = parts.pop(0) if match[1] in ("pgettext", "npgettext") else None
        message = (parts[0], parts[1]) if match[1] in ("ngettext", "npgettext") else parts[0]
        yield calls.count("\n", 0, match.start()) + 1, message, context


def code_messages(text: str, method: str) -> Iterator[Found]:
    """(line, message, context) of every marked string of a file; ``method`` is ``python`` or ``javascript``."""
    for line, message, _, context in extract(method, BytesIO(text.encode()), KEYWORDS, COMMENT_TAGS):
        yield line, message if isinstance(message, str) else (message[0], message[1]), context


def catalogue(root: Path, domain: str) -> Catalog:
    """Every marked string of one domain below ``root``, with the files that hold it."""
    found = Catalog(domain=domain, charset="utf-8")
    for path, messages in _files(root, domain):
        for line, message, context in messages:
            found.add(message, locations=[(path.relative_to(root).as_posix(), line)], context=context)
    return found


def _files(root: Path, domain: str) -> Iterator[tuple[Path, Iterator[Found]]]:
    if domain == SCRIPTS:
        scripts = (path for path in sorted((root / "static/js").rglob("*.js")) if path.parent.name != "messages")
        yield from ((path, code_messages(path.read_text(encoding="utf-8"), "javascript")) for path in scripts)
        return
    packages = [file.parent for file in root.glob("*/__init__.py") if file.parent.name not in SKIPPED]
    for path in sorted(path for package in packages for path in package.rglob("*.py")):
        if not set(path.relative_to(root).parts) & set(SKIPPED):
            yield path, code_messages(path.read_text(encoding="utf-8"), "python")
    pages = (path for path in (root / "templates").rglob("*.*") if path.suffix in TEMPLATES)
    for path in sorted(pages):
        yield path, template_messages(path.read_text(encoding="utf-8"), str(path))
