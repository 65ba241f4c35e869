"""Translations in ``locale/LANGUAGE/LC_MESSAGES/*.po``: brought up to date with the code and compiled.

Compiled files are kept in the repository, so that a site runs without this step: ``django.mo`` for the server (GNU
gettext's binary format) and ``static/js/messages/LANGUAGE.js`` for scripts.
"""

import json
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from trendflix.core.locales.extraction import SCRIPTS, SITE, catalogue

HEADER = "# Translations of TrendFlix."
TEAM = "TrendFlix"
CONTEXT_ENDS = "\x04"
"""Between the context and the text of a key, as in ``.mo`` files."""


def languages(root: Path) -> list[str]:
    """The languages that there are translations into."""
    return sorted(path.name for path in (root / "locale").iterdir() if path.is_dir())


def po_path(root: Path, language: str, domain: str) -> Path:
    """Where a language's translations of a domain are kept."""
    return root / "locale" / language / "LC_MESSAGES" / f"{domain}.po"


def po_read(root: Path, language: str, domain: str) -> Catalog:
    """A language's translations; empty where there are none yet."""
    path = po_path(root, language, domain)
    if not path.exists():
        return Catalog(locale=language, domain=domain, project="TrendFlix", version="1", header_comment=HEADER)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def po_updated(kept: Catalog, found: Catalog) -> bytes:
    """The text of a ``.po`` file: what is marked in the code now, with the translations there are.

    What nobody says any more is dropped; what is new stands there without a translation.
    """
    found.creation_date = kept.creation_date
    kept.update(found, no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.fuzzy = False
    kept.msgid_bugs_address = kept.last_translator = kept.language_team = TEAM
    for message in kept:
        message.locations = sorted({(name, 0) for name, _ in message.locations})
    text = BytesIO()
    write_po(text, kept, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return text.getvalue()


def untranslated(kept: Catalog) -> list[str]:
    """Strings that lack a translation, or a plural form of it, or whose translation is marked as doubtful."""
    found = []
    for message in kept:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def mo_of(kept: Catalog) -> bytes:
    """The server's compiled file."""
    compiled = BytesIO()
    write_mo(compiled, kept)
    return compiled.getvalue()


def script_of(kept: Catalog) -> str:
    """The scripts' compiled file: a classic script that sets what ``static/js/i18n.js`` reads."""
    strings = {}
    for message in kept:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            key = f"{message.context}{CONTEXT_ENDS}{key}" if message.context else key
            strings[key] = message.string if isinstance(message.string, str) else list(message.string or ())
    return (
        f"// Made of locale/{kept.locale}/LC_MESSAGES/djangojs.po by `manage.py messages`.\n"
        "globalThis.trendflixMessages = {\n"
        f"  plural: (n) => Number({kept.plural_expr}),\n"
        f"  strings: {json.dumps(strings, ensure_ascii=False, indent=2, sort_keys=True)},\n"
        "};\n"
    )


def update(root: Path, language: str) -> None:
    """Write a language's ``.po`` files anew from what is marked in the code."""
    for domain in (SITE, SCRIPTS):
        path = po_path(root, language, domain)
        text = po_updated(po_read(root, language, domain), catalogue(root, domain))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def compiled(root: Path, language: str) -> dict[Path, bytes]:
    """path → content of a language's compiled files."""
    script = script_of(po_read(root, language, SCRIPTS))
    return {
        po_path(root, language, SITE).with_suffix(".mo"): mo_of(po_read(root, language, SITE)),
        root / "static/js/messages" / f"{language}.js": script.encode(),
    }
