"""What counts as a marked string, in each kind of file."""

from pathlib import Path

from trendflix.core.locales.extraction import SCRIPTS, SITE, catalogue, code_messages, template_messages


def test_a_template_gives_its_strings_plurals_and_contexts() -> None:
    text = (
        '{% load i18n %}<p title="{% translate "A “quoted” word" %}">\n'
        '{% translate "Next" context "page" %}'
        "{% blocktranslate count n=things|length trimmed %}\n One {{ n }}\n{% plural %}\n {{ n }} of é's "
        "{% endblocktranslate %}"
        "{% blocktranslate with a=b %}100 % {{ a }}{% endblocktranslate %}</p>"
    )
    assert list(template_messages(text, "x.html")) == [
        (1, "A “quoted” word", None),
        (2, "Next", "page"),
        (2, ("One %(n)s", "%(n)s of é's"), None),
        (5, "100 %% %(a)s", None),
    ]


def test_text_of_a_template_that_is_not_marked_is_not_found() -> None:
    assert list(template_messages("<p>Hello {{ name }} gettext(</p>", "x.html")) == []


def test_python_gives_lazy_and_plural_strings() -> None:
    text = 'x = gettext_lazy("One")\ny = ngettext("a", "b", n)\nz = pgettext("c", "d")\nother("e")\n'
    assert list(code_messages(text, "python")) == [(1, "One", None), (2, ("a", "b"), None), (3, "d", "c")]


def test_a_script_gives_its_strings_in_modules_with_templates_and_patterns() -> None:
    text = (
        'import { gettext } from "./i18n.js";\nconst a = /["\']/.test(`x ${gettext("One")}`);\n'
        'say(pgettext("c", "Two"), ngettext("%(count)s a", "%(count)s b", 3, { x }));\n'
    )
    found = list(code_messages(text, "javascript"))
    assert (3, "Two", "c") in found and (3, ("%(count)s a", "%(count)s b"), None) in found


def test_a_catalogue_holds_the_packages_and_templates_but_not_the_tests(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "static/js/messages").mkdir(parents=True)
    for folder in ("app", "tests"):
        (tmp_path / folder / "__init__.py").touch()
        (tmp_path / folder / "views.py").write_text(f'gettext("from {folder}")')
    (tmp_path / "templates/mail.txt").write_text('{% load i18n %}{% translate "from a mail" %}')
    (tmp_path / "templates/a.html").write_text('{% load i18n %}{% translate "from a template" %}')
    (tmp_path / "static/js/a.js").write_text('gettext("from a script");')
    (tmp_path / "static/js/messages/de.js").write_text('gettext("from a compiled file");')
    assert {message.id for message in catalogue(tmp_path, SITE)} - {""} == {
        "from app",
        "from a template",
        "from a mail",
    }
    assert {message.id for message in catalogue(tmp_path, SCRIPTS)} - {""} == {"from a script"}
