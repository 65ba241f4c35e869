"""Character sets of feeds, declared or not."""

import codecs
from pathlib import Path

import pytest

from tests.shopping.feeds.helpers import cells, good, save, table

TITLE = "Kleid für Mädchen – größer, 20 €".replace(",", "")
XML = (
    '<?xml version="1.0" encoding="{charset}"?>\n<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:id>1</g:id>'
    "<g:title>{title}</g:title><g:link>https://x.example/</g:link><g:image_link>a.jpg</g:image_link>"
    "<g:price>5 EUR</g:price></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("charset", "bom"),
    [
        ("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("cp1252", b""), ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b""), ("utf-16-be", b""), ("utf-32-le", codecs.BOM_UTF32_LE),
    ],
)  # fmt: skip
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_is_read_in_the_character_sets_that_excel_writes(
    tmp_path: Path, charset: str, bom: bytes, separator: str
) -> None:
    path = save(tmp_path, bom + table(cells(1, title=TITLE), separator=separator).encode(charset))
    [row] = good(path)
    assert (row.title, row.product_id) == (TITLE, "P1")


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("UTF-8", "cp1252"), ("ISO-8859-1", "utf-8"), ("UTF-16", "utf-8"), ("no-such-charset", "utf-8"),
        ("windows-1252", "cp1252"), ("UTF-16", "utf-16"), ("utf-8", "utf-16"), ("utf-8", "utf-16-le"),
    ],
)  # fmt: skip
def test_xml_is_read_though_it_declares_another_character_set(tmp_path: Path, declared: str, real: str) -> None:
    [row] = good(save(tmp_path, XML.format(charset=declared, title=TITLE).encode(real)))
    assert row.title == TITLE


def test_a_declared_character_set_of_another_script_is_used(tmp_path: Path) -> None:
    [row] = good(save(tmp_path, XML.format(charset="windows-1251", title="Красное платье").encode("cp1251")))
    assert row.title == "Красное платье"


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("cp1250", "Sukienka żółta, Spódnica długa, Buty męskie"), ("cp1250", "Dámské šaty červené, Kabát žlutý, Modrá košile"),
        ("cp1251", "Красное платье, Синяя рубашка, Чёрные брюки"), ("cp1254", "Kırmızı elbise, Yeşil şapka, Güneş gözlüğü"),
        ("cp932", "赤いワンピース, メンズシャツ, 帽子"), ("cp1252", "Robe d’été à fleurs, Chemise légère, Écharpe très douce"),
        ("cp1252", "Kjole rød, Blå skjorte, Læder bælte"), ("cp1252", "Vestido rojo niña, Pantalón vaquero, Camisa algodón"),
    ],
)  # fmt: skip
def test_a_table_in_another_code_page_is_read(tmp_path: Path, charset: str, words: str) -> None:
    titles = words.split(", ")
    text = table(*(cells(number, title=title) for number, title in enumerate(titles, start=1)), separator=";")
    assert [row.title for row in good(save(tmp_path, text.encode(charset)))] == titles


def test_one_wrong_byte_among_utf_8_costs_no_other_character(tmp_path: Path) -> None:
    [first, second] = good(
        save(tmp_path, table(cells(1, title="Größe"), cells(2, title="Gr@n")).encode().replace(b"@", b"\xfc"))
    )
    assert (first.title, second.title) == ("Größe", "Grün")
