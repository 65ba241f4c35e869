"""The translations in the repository: complete, compiled, and fit to stand where their originals stand."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings

from trendflix.core.locales import catalogues
from trendflix.core.locales.extraction import SCRIPTS, SITE, catalogue

ROOT = Path(settings.BASE_DIR)
DOMAINS = (SITE, SCRIPTS)
LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
FIELD = re.compile(r"%\(\w+\)[sdrg]|%[sd]|\{\w+\}")


def forms(message: Message) -> list[tuple[str, str]]:
    """(original, translation) of each form of a message."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    strings = list(message.string or ())
    return list(zip([message.id[0], *[message.id[1]] * (len(strings) - 1)], strings, strict=True))


def translated(language: str) -> Iterator[tuple[Message, str, str]]:
    """Every translation of a language, form by form."""
    for domain in DOMAINS:
        for message in catalogues.po_read(ROOT, language, domain):
            if message.id:
                yield from ((message, *pair) for pair in forms(message))


def keys(catalog: Catalog) -> set[tuple[object, object]]:
    """What a catalogue's messages are found by."""
    return {(message.context, message.id) for message in catalog if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_marked_string_is_translated_and_no_other(language: str, domain: str) -> None:
    kept = catalogues.po_read(ROOT, language, domain)
    assert keys(catalogue(ROOT, domain)) == keys(kept), "run `make messages` and translate what is new"
    assert catalogues.untranslated(kept) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_translated(language: str) -> None:
    wrong = [path.name for path, content in catalogues.compiled(ROOT, language).items() if path.read_bytes() != content]
    assert wrong == [], "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_original(language: str) -> None:
    wrong = [
        text for _, original, text in translated(language) if set(FIELD.findall(original)) != set(FIELD.findall(text))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_can_stand_in_an_attribute(language: str) -> None:
    # {% translate %} does not escape; typographic quotes say the same.
    assert [text for _, original, text in translated(language) if set('"<>') & (set(text) - set(original))] == []


def test_what_the_code_says_anew_waits_for_a_translation_and_what_it_drops_goes() -> None:
    kept = Catalog(locale="de")
    kept.add("Old", "Alt")
    kept.add("Same", "Gleich")
    found = Catalog()
    found.add("Same", locations=[("a.py", 1)])
    found.add("New", locations=[("a.py", 2)])
    text = catalogues.po_updated(kept, found).decode()
    assert 'msgid "Same"\nmsgstr "Gleich"' in text and 'msgid "New"\nmsgstr ""' in text and "Alt" not in text


def test_updating_twice_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "locale/de").mkdir(parents=True)
    (tmp_path / "app").mkdir()
    (tmp_path / "app/__init__.py").write_text('gettext("One")')
    catalogues.update(tmp_path, "de")
    first = catalogues.po_path(tmp_path, "de", SITE).read_bytes()
    catalogues.update(tmp_path, "de")
    assert catalogues.po_path(tmp_path, "de", SITE).read_bytes() == first and b"One" in first


def test_a_script_catalogue_holds_contexts_plurals_and_the_plural_rule() -> None:
    kept = Catalog(locale="de")
    kept.add("Off", "Aus", context="captions")
    kept.add(("%(count)s file", "%(count)s files"), ("%(count)s Datei", "%(count)s Dateien"))
    script = catalogues.script_of(kept)
    assert '"captions\\u0004Off": "Aus"' in script and '"%(count)s file": [\n' in script
    assert "plural: (n) => Number((n != 1))" in script


def test_what_lacks_a_translation_or_a_form_is_named() -> None:
    kept = Catalog(locale="de")
    kept.add("Done", "Fertig")
    kept.add("Open")
    kept.add(("a", "b"), ("c", ""))
    assert catalogues.untranslated(kept) == ["Open", "a"]
