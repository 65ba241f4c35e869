"""Joins the files that a page loads into one when static files are collected; development serves them one by one.

An entry is a file of its own that names the others: an ES module with static ``import`` statements, or a style sheet
with ``@import`` rules. Only the forms that this project writes are known; anything else raises ``BundleError``, so that
a bundle never differs from what development runs.
"""

import posixpath
import re
from collections.abc import Callable

from trendflix.core.errors import UserError

IMPORT = re.compile(r'^import\s+(?:\{([^}]*)\}\s*from\s*)?"(\.[^"\n]+)";[ \t]*$', re.MULTILINE)
DECLARATION = re.compile(r"^export (?=(?:async function\*?|function\*?|class|const) ?(\w+))", re.MULTILINE)
EXPORT_LIST = re.compile(r"^export \{([^}]*)\};[ \t]*$", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import|export)\b.*$|\bimport\s*\(|\bimport\.meta\b|^export let\b|^await\b", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)
"""A comment with lines of its own; never what stands behind code."""
RENAMED = re.compile(r"(\w+)\s+as\s+(\w+)")
CSS_IMPORT = re.compile(r'^@import "(\.?[^":\n]+)";[ \t]*\n?', re.MULTILINE)
CSS_URL = re.compile(r"""url\((["']?)(?!data:|https?:|[/#])([^"')]+)\1\)""")

Read = Callable[[str], str]
"""Gives the text of a static file by its name; raises ``OSError`` where there is none."""


class BundleError(UserError):
    """A file that cannot be joined with others."""


def bundle(entry: str, read: Read) -> str:
    """The entry with all that it imports as one text; ``entry`` ends in ``.js`` or ``.css``."""
    return css_bundle(entry, read) if entry.endswith(".css") else js_bundle(entry, read)


def js_bundle(entry: str, read: Read) -> str:
    """One ES module that imports nothing: each module is a function's scope, in the order in which they would run.

    Exports are handed on by value, so what is exported must be a ``const``, a function or a class.
    """
    order: dict[str, str] = {}
    _add_module(entry, read, order, ())
    return "\n".join(order.values())


def _add_module(name: str, read: Read, order: dict[str, str], above: tuple[str, ...]) -> None:
    """Put a module behind all that it imports (ECMAScript, 16.2.1.5: post-order, each once)."""
    if name in above:
        raise BundleError(f"{name} imports itself by way of {', '.join(above)}.")
    if name in order:
        return
    text = _text(name, read)
    for match in IMPORT.finditer(text):
        _add_module(_beside(name, match[2]), read, order, (*above, name))
    order[name] = _scope(name, text, {known: place for place, known in enumerate([*order, name])})


def _scope(name: str, text: str, places: dict[str, int]) -> str:
    """A module as ``const module3 = (() => {…; return {exports};})();``."""
    exports = DECLARATION.findall(text)
    for listed in EXPORT_LIST.findall(text):
        exports += [_pair(part, name) for part in _parts(listed)]
    text = IMPORT.sub(lambda match: _binding(match, places[_beside(name, match[2])]), text)
    text = _bare(EXPORT_LIST.sub("", DECLARATION.sub("", text)))
    if unknown := UNKNOWN.search(text):
        raise BundleError(f"{name}: {unknown[0].strip()!r} cannot be bundled; write a plain import or export.")
    return f"const module{places[name]} = (() => {{\n{text}\nreturn {{ {', '.join(exports)} }};\n}})();"


def _bare(text: str) -> str:
    """A module without its comments; untouched where a template string spans lines: it may hold what looks like one."""
    spans_lines = any(line.count("`") % 2 for line in text.splitlines())
    return text if spans_lines else COMMENT.sub("", text)


def _binding(match: re.Match[str], place: int) -> str:
    """What stands for an import statement; one for its effects alone has run before."""
    if match[1] is None:
        return ""
    names = ", ".join(RENAMED.sub(r"\1: \2", part) for part in _parts(match[1]))
    return f"const {{ {names} }} = module{place};"


def _pair(part: str, name: str) -> str:
    """One name of an export list as a property of the object that stands for the module."""
    if part.endswith(" as default"):
        raise BundleError(f"{name}: a default export cannot be bundled.")
    return RENAMED.sub(r"\2: \1", part)


def _parts(listed: str) -> list[str]:
    return [part.strip() for part in listed.split(",") if part.strip()]


def css_bundle(entry: str, read: Read) -> str:
    """A style sheet with its ``@import`` rules replaced by what they name; addresses stay right, ``data:`` as it is."""

    def sheet(name: str, above: tuple[str, ...]) -> str:
        if name in above:
            raise BundleError(f"{name} imports itself by way of {', '.join(above)}.")
        text = CSS_URL.sub(lambda match: _address(match, name, entry), _text(name, read))
        return CSS_IMPORT.sub(lambda match: sheet(_beside(name, match[1]), (*above, name)), text)

    return sheet(entry, ())


def _address(match: re.Match[str], name: str, entry: str) -> str:
    """An address in one sheet as it reads from another."""
    return f'url("{posixpath.relpath(_beside(name, match[2]), posixpath.dirname(entry))}")'


def _beside(name: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative))


def _text(name: str, read: Read) -> str:
    try:
        return read(name)
    except OSError as error:
        raise BundleError(f"{name} is imported, but there is no such file.") from error
