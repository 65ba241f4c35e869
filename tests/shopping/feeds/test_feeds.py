"""Reading feed files: formats, and rows that cannot be used."""

import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest

from shopping.feeds import Entry, Reject, read_feed, row_of
from shopping.taxonomy import category_of
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError


def entry(number: int, **more: str) -> Entry:
    """A row as a reader hands it on."""
    return Entry(number, item(number, **more))


def test_items_are_read_with_and_without_the_prefix(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>'
        "<item><g:id>1</g:id><title>A</title><g:additional_image_link>a</g:additional_image_link>"
        "<g:additional_image_link>b</g:additional_image_link></item><item><id>2</id></item></channel></rss>"
    )
    first, second = read_feed(path)
    assert first.fields == {"id": "1", "title": "A", "additional_image_link": "a\nb"} and second.fields == {"id": "2"}


def test_an_item_knows_its_line(write_feed: Write) -> None:
    path = write_feed(*(item(n, description="x\n" * n) for n in range(1, 400)))
    lines = path.read_text().splitlines()
    entries = list(read_feed(path))
    assert len(entries) == 399 > path.stat().st_size / 65536 > 2  # read in several pieces
    assert all(f"<g:id>{entry.fields['id']}</g:id>" in lines[entry.line - 1] for entry in entries)


def test_googles_attribute_beats_the_channels_own_and_nested_ones_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<rss xmlns:g="http://base.google.com/ns/1.0"><channel><item><g:title>Coat</g:title><title>Shop: Coat</title>'
        "<g:shipping><g:price>5 USD</g:price></g:shipping><g:id>1</g:id><price>9 USD</price></item></channel></rss>"
    )
    [entry] = read_feed(path)
    assert entry.fields == {"title": "Coat", "shipping": "", "id": "1", "price": "9 USD"}


def test_atom_entries_are_items_and_their_links_addresses(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>7</id><link href="https://x.example/"/></entry></feed>'
    )
    [entry] = read_feed(path)
    assert (entry.line, entry.fields) == (1, {"id": "7", "link": "https://x.example/"})


@pytest.mark.parametrize(("separator", "name"), [("\t", "google-tsv"), (",", "google-csv")])
def test_tables_are_read_with_their_line_numbers(tmp_path: Path, separator: str, name: str) -> None:
    path = tmp_path / "feed.txt"
    lines = [
        ("id", "title", "link", "price", "image link"),
        ("1", "A coat", "https://x.example/1", "5 USD", "a.jpg"),
        ("2", "B", "https://x.example/2", "6 USD", "b.jpg"),
    ]
    path.write_text("\ufeff" + "\n".join(separator.join(line) for line in lines), encoding="utf-8")
    names = ("id", "title", "link", "price", "image_link")
    expected = [(2, dict(zip(names, lines[1], strict=True))), (3, dict(zip(names, lines[2], strict=True)))]
    for form in ("auto", name):
        assert [(entry.line, entry.fields) for entry in read_feed(path, form)] == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss><channel><item>\n<id>1</id>\n<title>A</titel></item>", "line 3.*broken XML"),
        (
            '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><id>&b;</id></item></rss>',
            "declares entities",
        ),
        (
            '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item><id>&x;</id></item></rss>',
            "declares entities",
        ),
        ("", "is empty"),
        ("just words", "neither XML nor JSON nor a table"),
        ("id,title\n1,Hat", "line 1: no column is link, image_link, price"),
        ("<rss><channel/></rss>", "neither an item nor an entry"),
    ],
    ids=["broken tag", "entity bomb", "external entity", "empty", "words", "columns missing", "no items"],
)
def test_a_file_that_is_no_feed_is_refused_with_the_place(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "feed.xml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UserError, match=f"feed.xml.*{reason}"):
        list(read_feed(tmp_path / "feed.xml"))


def test_an_unknown_format_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="'yaml' is no feed format"):
        read_feed(tmp_path / "feed", "yaml")


def test_memory_does_not_grow_with_the_feed(write_feed: Write) -> None:
    path = write_feed(*(item(n, description="word " * 800) for n in range(1500)))
    tracemalloc.start()
    assert sum(1 for _ in read_feed(path)) == 1500
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < path.stat().st_size / 3


def test_a_row_becomes_a_product_as_the_feed_says_it() -> None:
    row = row_of(
        entry(1, sale_price="9.50 USD", availability="in stock", additional_image_link="b.jpg\nimages/red.jpg")
    )
    assert (row.price, row.sale_price, row.currency) == (Decimal("15.00"), Decimal("9.50"), "USD")
    assert (row.category, row.availability) == ("top", "in_stock")
    assert row.images == ("images/red.jpg", "b.jpg")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"link": "http://[::1"}, "is no http"),
        ({"price": "15.00 XYZ"}, "'XYZ', which is no currency"),
        ({"id": ""}, "id is missing"),
        ({"image_link": ""}, "image_link is missing"),
        ({"id": "x" * 101}, "id is longer than 100"),
        ({"price": "free"}, "is no price"),
        ({"price": "-5 USD"}, "is negative"),
        ({"price": "0.00 USD"}, "is zero"),
        ({"price": "5"}, "names no currency"),
        ({"link": "javascript:alert(1)"}, "is no http"),
        ({"link": "https:///path"}, "is no http"),
    ],
)
def test_a_row_that_cannot_be_used_says_why(change: dict[str, str], reason: str) -> None:
    with pytest.raises(Reject, match=reason):
        row_of(entry(1, **change))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("15.00 USD", "15.00"),
        ("1,299.90 EUR", "1299.90"),
        ("₹1,799", "1799.00"),
        ("1.799,00 EUR", "1799.00"),
        ("15.00usd", "15.00"),
    ],
)
def test_prices_are_read_as_people_write_them(text: str, amount: str) -> None:
    assert row_of(entry(1, price=text)).price == Decimal(amount)


def test_a_sale_that_is_no_saving_is_no_sale() -> None:
    assert row_of(entry(1, sale_price="15.00 USD")).sale_price is None


def test_the_hash_changes_with_anything_in_the_row() -> None:
    assert row_of(entry(1)).hash == row_of(entry(1)).hash != row_of(entry(1, price="16.00 USD")).hash


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("Women > Tops > Bras & Tanks", "top"), ("Men > Bottoms > Pants", "trousers"), ("Gear > Bags", "bag"),
        ("Gear > Watches", "watch"), ("Men > Bottoms > Shorts", "shorts"), ("Women > Tops > Jackets", "outerwear"),
        ("Shirt dress", "dress"), ("Dress shirt", "top"), ("Boot cut jeans", "trousers"), ("Tie-dye tee", "top"),
        ("Dress with belt", "dress"), ("Baseball cap", "hat"),
        ("Garden > Hoses", ""), ("Stopwatches", ""), ("Accessories > Scarves", "scarf"),
    ],
)  # fmt: skip
def test_our_category_is_read_from_the_shops_words(words: str, category: str) -> None:
    assert category_of(words) == category


def test_a_shelf_of_several_kinds_leaves_the_choice_to_the_title() -> None:
    assert category_of("Accessories > Hats & Gloves", "", "Wool gloves") == "gloves"
    assert category_of("Sale", "Apparel > Shirts & Tops", "Aurora") == "top"
