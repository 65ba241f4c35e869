"""XML as shops write it."""

from pathlib import Path

import pytest

from shopping.feeds import read_feed
from tests.shopping.feeds.helpers import good, save
from trendflix.core.errors import UserError


def rss(title: str = "Dress", more: str = "", declared: str = ' xmlns:g="http://base.google.com/ns/1.0"') -> str:
    """A feed of one item."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"{declared}><channel><title>Shop</title><item>\n'
        f"<g:id>1</g:id><g:title>{title}</g:title><g:link>https://x.example/?a=1&amp;b=2</g:link>"
        f"<g:image_link>a.jpg</g:image_link><g:price>5 EUR</g:price>{more}</item></channel></rss>"
    )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Robe d&eacute;t&eacute;&nbsp;rouge", "Robe dété rouge"),
        ("Shirt &amp; tie", "Shirt & tie"),
        ("Shirt & tie", "Shirt & tie"),
        ("Q&A <3", "Q&A <3"),
        ("<![CDATA[Shirt &amp;amp; tie]]>", "Shirt & tie"),
        ("<![CDATA[<b>Super</b>dry &lt;i&gt;coat&lt;/i&gt;]]>", "Superdry coat"),
        ("&lt;p&gt;Wool&lt;/p&gt;coat", "Wool coat"),
        ("<p>Wool</p><p>coat</p>", "Wool coat"),
        ("Soft\x0bcotton\x00&#x1f;tee", "Soft cotton tee"),
        ("Size &lt; 38", "Size < 38"),
        ("50&#8364; d&#39;&eacute;t&eacute;", "50€ d'été"),
    ],
)
def test_text_comes_out_as_it_is_meant(tmp_path: Path, written: str, meant: str) -> None:
    [row] = good(save(tmp_path, rss(written)))
    assert (row.title, row.link) == (meant, "https://x.example/?a=1&b=2")


def test_a_prefix_that_is_never_declared_is_googles(tmp_path: Path) -> None:
    [row] = good(save(tmp_path, rss("Dress", declared="")))
    assert (row.title, row.line) == ("Dress", 2)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("\n\n ", ""),
        ("Warning: undefined index in feed.php on line 3\n", ""),
        ("<br />\n<b>Warning</b>: undefined index in <b>feed.php</b><br />\n", ""),
        ("", "\n<!-- 3 ms --> done"),
    ],
    ids=["blank lines", "a program's warning", "a warning in HTML", "text behind"],
)
def test_what_stands_around_a_complete_feed_is_passed_over(tmp_path: Path, before: str, behind: str) -> None:
    [row] = good(save(tmp_path, before + rss() + behind))
    assert (row.product_id, row.line) == ("1", before.count("\n") + 2)


def test_of_joined_files_none_is_lost_in_silence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="a second document begins behind the first"):
        good(save(tmp_path, rss() + rss()))


def test_a_bare_price_is_in_the_items_own_currency(tmp_path: Path) -> None:
    for written in ("<g:price>5</g:price><g:currency>SEK</g:currency>", '<g:price currency="SEK">5</g:price>'):
        assert good(save(tmp_path, rss().replace("<g:price>5 EUR</g:price>", written)))[0].currency == "SEK"


def test_another_prefix_may_stand_for_googles_namespace(tmp_path: Path) -> None:
    text = rss("Dress", "<title>Shop: Dress</title>").replace("g:", "goog:")
    assert good(save(tmp_path, text))[0].title == "Dress"


def test_pictures_named_again_are_more_pictures(tmp_path: Path) -> None:
    more = "<g:image_link>b.jpg</g:image_link><g:additional_image_link>c.jpg</g:additional_image_link>"
    assert good(save(tmp_path, rss(more=more)))[0].images == ("a.jpg", "b.jpg", "c.jpg")


def test_entities_and_sections_that_fall_between_two_pieces_are_whole(tmp_path: Path) -> None:
    items = "".join(
        f"<item><g:id>{n}</g:id><g:title>Caf&eacute; {n} <![CDATA[& <b>coat</b>]]></g:title><g:link>https://x.example/{n}</g:link>"
        "<g:image_link>a.jpg</g:image_link><g:price>5 EUR</g:price></item>"
        for n in range(3000)
    )
    path = save(tmp_path, f"<rss><channel>{items}</channel></rss>")
    assert path.stat().st_size > 5 * 65536
    assert [row.title for row in good(path)] == [f"Café {n} & coat" for n in range(3000)]


def test_an_own_format_is_read_by_the_names_of_its_elements(tmp_path: Path) -> None:
    text = (
        '<shop><offers><offer id="7"><name>Hat</name><url>https://x.example/7</url><price>5</price>'
        "<currencyId>EUR</currencyId><picture>a.jpg</picture><vendor>Acme</vendor></offer></offers></shop>"
    )
    [row] = good(save(tmp_path, text))
    assert (row.product_id, row.title, row.currency, row.brand) == ("7", "Hat", "EUR", "Acme")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "an HTML page"),
        (b"<html><head><title>404</title></head></html>", "an HTML page"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"<urlset><url><loc>https://x.example/</loc></url></urlset>", "a sitemap"),
        (b"<Error><Code>AccessDenied</Code></Error>", "an error message"),
        (b"https://shop.example/feed.xml\n", "an address"),
    ],
)
def test_what_is_no_feed_says_once_what_it_looks_like(tmp_path: Path, content: bytes, kind: str) -> None:
    for form in ("auto", "jsonl", "google-csv", "google-xml"):
        with pytest.raises(UserError, match=f"export: looks like {kind}"):
            list(read_feed(save(tmp_path, content), form))
